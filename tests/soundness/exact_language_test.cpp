// Random formulas over integers and rationals. Oracle: an interpreter of its own, in exact GMP rationals, that never sees the
// text: each node is made together with the function that gives its value.
#include <gmpxx.h>

#include <functional>

#include "planted.hpp"

using namespace posproof;
using namespace posproof::planted;

namespace {

using Values = std::vector<mpq_class>;  // of the variables, outermost first

struct Term {
  std::string text;
  std::function<mpq_class(const Values&)> value;
};
struct Formula {
  std::string text;
  std::function<bool(const Values&)> holds;
};

mpz_class floor_of(const mpq_class& q) {
  mpz_class z;
  mpz_fdiv_q(z.get_mpz_t(), q.get_num().get_mpz_t(), q.get_den().get_mpz_t());
  return z;
}

const char* const variable_names[] = {"a", "b", "c", "d"};

Term term(Random& r, std::size_t variables, int depth) {
  const long kind = depth == 0 ? pick(r, 0, 1) : pick(r, 0, 12);
  if (kind == 0 || (kind == 1 && variables == 0)) {
    const long p = pick(r, -9, 9), q = pick(r, 1, 4);
    mpq_class v(p, q);
    v.canonicalize();
    return {ratio(p, q), [v](const Values&) { return v; }};
  }
  if (kind == 1) {
    const auto k = static_cast<std::size_t>(pick(r, 0, static_cast<long>(variables) - 1));
    return {variable_names[k], [k](const Values& v) { return v[k]; }};
  }
  const Term x = term(r, variables, depth - 1);
  if (kind == 2) return {"abs(" + x.text + ")", [x](const Values& v) { return mpq_class(abs(x.value(v))); }};
  if (kind == 3) return {"floor(" + x.text + ")", [x](const Values& v) { return mpq_class(floor_of(x.value(v))); }};
  if (kind == 4) return {"ceil(" + x.text + ")", [x](const Values& v) { return mpq_class(-floor_of(-x.value(v))); }};
  if (kind == 5)
    return {"(" + x.text + ")^2", [x](const Values& v) {
              const mpq_class t = x.value(v);
              return mpq_class(t * t);
            }};
  if (kind == 6) return {"-(" + x.text + ")", [x](const Values& v) { return mpq_class(-x.value(v)); }};
  const Term y = term(r, variables, depth - 1);
  const auto both = [&](const std::string& s, auto op) {
    return Term{s, [x, y, op](const Values& v) { return mpq_class(op(x.value(v), y.value(v))); }};
  };
  switch (kind) {
    case 7:
      return both("(" + x.text + " + " + y.text + ")", [](const mpq_class& p, const mpq_class& q) { return mpq_class(p + q); });
    case 8:
      return both("(" + x.text + " - " + y.text + ")", [](const mpq_class& p, const mpq_class& q) { return mpq_class(p - q); });
    case 9:
      return both("(" + x.text + "*" + y.text + ")", [](const mpq_class& p, const mpq_class& q) { return mpq_class(p * q); });
    case 10:
      return both("max(" + x.text + ", " + y.text + ")", [](const mpq_class& p, const mpq_class& q) { return p < q ? q : p; });
    case 11:
      return both("mod(" + x.text + ", 1 + abs(" + y.text + "))", [](const mpq_class& p, const mpq_class& q) {
        const mpq_class m = 1 + abs(q);
        return mpq_class(p - m * floor_of(p / m));
      });
    default:
      return both("(" + x.text + ")/(1 + (" + y.text + ")^2)",
                  [](const mpq_class& p, const mpq_class& q) { return mpq_class(p / (1 + q * q)); });
  }
}

Formula formula(Random& r, std::size_t variables, int depth) {
  const long kind = depth == 0 ? pick(r, 0, 1) : pick(r, 0, 7);
  if (kind <= 1) {
    const Term x = term(r, variables, 2), y = term(r, variables, 2);
    static const char* const signs[] = {"<", "<=", ">", ">=", "==", "!="};
    const long s = pick(r, 0, 5);
    return {x.text + " " + signs[s] + " " + y.text, [x, y, s](const Values& v) {
              const int c = cmp(x.value(v), y.value(v));
              return s == 0 ? c < 0 : s == 1 ? c <= 0 : s == 2 ? c > 0 : s == 3 ? c >= 0 : s == 4 ? c == 0 : c != 0;
            }};
  }
  if (kind <= 4 && variables < 4) {
    // A quantifier: over a range, a range with a step, or listed values; all non-empty.
    const bool all = coin(r);
    const std::string name = variable_names[variables];
    std::vector<mpq_class> elements;
    std::string domain;
    if (kind == 2) {
      domain = "{";
      for (long k = pick(r, 1, 4); k >= 1; --k) {
        const long p = pick(r, -6, 6), q = pick(r, 1, 3);
        elements.emplace_back(p, q);
        elements.back().canonicalize();
        domain += (domain.size() > 1 ? ", " : "") + ratio(p, q);
      }
      domain += "}";
    } else {
      const long lo = pick(r, -6, 6), hi = lo + pick(r, 0, 7), step = kind == 3 ? 1 : pick(r, 1, 4);
      for (long n = lo; n <= hi; n += step) elements.emplace_back(n);
      domain = text(lo) + ".." + text(hi) + (step == 1 ? "" : " step " + text(step));
    }
    const Formula body = formula(r, variables + 1, depth - 1);
    return {"(" + std::string(all ? "forall " : "exists ") + name + " in " + domain + ": " + body.text + ")",
            [=](const Values& outer) {
              Values v(outer.begin(), outer.begin() + static_cast<long>(variables));
              v.emplace_back();
              for (const auto& e : elements) {
                v[variables] = e;
                if (body.holds(v) != all) return !all;
              }
              return all;
            }};
  }
  const Formula x = formula(r, variables, depth - 1);
  if (kind == 5) return {"not (" + x.text + ")", [x](const Values& v) { return !x.holds(v); }};
  const Formula y = formula(r, variables, depth - 1);
  switch (pick(r, 0, 2)) {
    case 0: return {"(" + x.text + ") and (" + y.text + ")", [x, y](const Values& v) { return x.holds(v) && y.holds(v); }};
    case 1: return {"(" + x.text + ") or (" + y.text + ")", [x, y](const Values& v) { return x.holds(v) || y.holds(v); }};
    default: return {"(" + x.text + ") => (" + y.text + ")", [x, y](const Values& v) { return !x.holds(v) || y.holds(v); }};
  }
}

}  // namespace

TEST_CASE("nested quantifiers and connectives over finite domains, against exact rationals") {
  Random r(31);
  Tally tally;
  Settings settings = quick();
  for (int i = 0; i < rounds(10000, 1500); ++i) {
    const Formula f = formula(r, 0, static_cast<int>(pick(r, 1, 4)));
    never_wrong(f.text, f.holds({}), tally, settings);
  }
  CHECK(tally.balanced(0.3));
  CHECK(tally.undecided == 0);
}

TEST_CASE("sums, products, extrema and counts, against exact rationals") {
  Random r(32);
  Tally tally;
  for (int i = 0; i < rounds(10000, 1000); ++i) {
    const long lo = pick(r, -8, 8), hi = lo + pick(r, 0, 12);
    const Term t = term(r, 1, 2);  // in the variable a
    const Formula p = formula(r, 1, 1);
    mpq_class value(0);
    const std::string range = "(a, " + text(lo) + ", " + text(hi) + ", ";
    std::string loop;
    const long kind = pick(r, 0, 5);
    std::optional<mpq_class> best;
    mpq_class best_at(0), sum(0), product(1), count(0);
    for (long n = lo; n <= hi; ++n) {
      const mpq_class v = t.value({mpq_class(n)});
      sum += v;
      product *= v;
      count += p.holds({mpq_class(n)}) ? 1 : 0;
      const bool better = !best || (kind == 3 ? v < *best : v > *best);
      if (better) best = v, best_at = n;
    }
    switch (kind) {
      case 0:
        loop = "sum" + range + t.text + ")";
        value = sum;
        break;
      case 1:
        loop = "prod" + range + t.text + ")";
        value = product;
        break;
      case 2:
        loop = "maximum" + range + t.text + ")";
        value = *best;
        break;
      case 3:
        loop = "minimum" + range + t.text + ")";
        value = *best;
        break;
      case 4:
        loop = "argmax" + range + t.text + ")";
        value = best_at;
        break;
      default:
        loop = "count" + range + p.text + ")";
        value = count;
        break;
    }
    const std::string exact = "(" + value.get_str() + ")", e = pick(r, margins);
    switch (pick(r, 0, 3)) {
      case 0: never_wrong(loop + " == " + exact, true, tally, quick()); break;
      case 1: never_wrong(loop + " != " + exact, false, tally, quick()); break;
      case 2: never_wrong(loop + " < " + exact + " + " + e, true, tally, quick()); break;
      default: never_wrong(loop + " >= " + exact + " + " + e, false, tally, quick()); break;
    }
  }
  CHECK(tally.balanced(0.3));
  CHECK(tally.undecided == 0);
}
