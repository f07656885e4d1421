#pragma once
#include <functional>
#include <unordered_map>

#include "tree.hpp"
#include "value.hpp"

// Terms and formulas without quantifiers as functions to be called: over numbers (points, boxes), jets (derivatives) or forms
// (identities). A call throws Undefined where the value may not exist. **Theorem** C9; for the sweep over integers C10.

namespace check {

/// `open`: has a truth value, which is not known. `undefined`: may have none.
enum class Truth { no, yes, open, undefined };
inline Truth negated(Truth t) { return t == Truth::no ? Truth::yes : t == Truth::yes ? Truth::no : t; }

/// What a comparison of a difference with 0 amounts to.
inline Truth compared(const std::string& relation, const Signs& s) {
  const bool less = relation[0] == '<' || relation == "!=", greater = relation[0] == '>' || relation == "!=";
  const bool equal = relation == "<=" || relation == ">=" || relation == "==";
  if ((!s.negative || less) && (!s.zero || equal) && (!s.positive || greater)) return Truth::yes;
  return (s.negative && less) || (s.zero && equal) || (s.positive && greater) ? Truth::open : Truth::no;
}
template <class R>
Truth compared(const std::string& relation, const Value<R>& d) {
  if (!d.im) return compared(relation, signs(value_of(d.real())));
  if (relation != "==" && relation != "!=") return Truth::undefined;  // complex values have no order
  return compared(relation, Signs{true, signs(value_of(d.re)).zero && signs(value_of(*d.im)).zero, true});
}

/// Sine and cosine at the arguments a, a + b, a + 2b, ... by rotation.
class Rotation {
 public:
  long index = -2;
  /// Anew, from the argument and the step of the argument.
  void start(const Interval& argument, const Interval& step) {
    now_ = Arrow(argument);
    if (age_ < 0) step_ = Arrow(step);
    age_ = 0;
  }
  bool may_advance() const { return age_ >= 0 && age_ < 512 && now_.error * step_.error < whole(1).lo; }
  void advance() {
    charge(4);
    const mpz_class c = shifted(now_.c * step_.c - now_.s * step_.s, -Precision::bits, false);
    now_.s = shifted(now_.s * step_.c + now_.c * step_.s, -Precision::bits, false);
    now_.c = c;
    now_.error += step_.error + 3;
    ++age_;
  }
  Interval sine() const { return widened({now_.s, now_.s}, now_.error); }
  Interval cosine() const { return widened({now_.c, now_.c}, now_.error); }

 private:
  /// error bounds |(c, s) - (cosine, sine)|, all in units in the last place.
  struct Arrow {
    mpz_class s, c, error;
    Arrow() = default;
    explicit Arrow(const Interval& argument) {
      const auto [sine, cosine] = sin_cos(argument);
      s = middle(sine), c = middle(cosine), error = sine.hi - sine.lo + cosine.hi - cosine.lo + 2;
    }
  };
  int age_ = -1;
  Arrow now_, step_;
};

template <class R>
class Evaluator {
  static constexpr bool symbolic = !std::is_same_v<R, Number> && !std::is_same_v<R, Jet>;  // forms are not worth keeping

 public:
  using V = Value<R>;
  using Term = std::function<V()>;
  using Formula = std::function<Truth()>;

  std::map<int, R> variables;  ///< of the environment, by slot: set before a term or a formula is made
  int sweep_slot = -1;         ///< the variable that runs over integers while terms are called,
  long sweep_index = 0;        ///< its elements counted
  mpq_class sweep_step;
  std::string reason;  ///< why a comparison was undefined

  Evaluator() = default;
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  /// left - right of a comparison.
  Term difference(const Node& n) {
    return [a = term(*n.args[0]), b = term(*n.args[1])] { return a() - b(); };
  }
  Formula by_value(const Node& n) {
    return [this, op = n.op, d = difference(n)] {
      try {
        return compared(op, d());
      } catch (const Undefined& u) {
        return reason = u.what(), Truth::undefined;
      }
    };
  }
  Formula condition(const Node& n) {
    return formula(n, [this](const Node& c) { return by_value(c); });
  }
  /// Asks for its comparisons in the order of the text.
  static Formula formula(const Node& n, const std::function<Formula(const Node&)>& comparison) {
    if (n.op == "true" || n.op == "false") return [t = n.op == "true" ? Truth::yes : Truth::no] { return t; };
    if (is_relation(n.op)) return comparison(n);
    if (is_quantifier(n)) throw Rejected("a quantifier within a formula to be evaluated");
    std::vector<Formula> parts;
    for (const auto& a : n.args) parts.push_back(formula(*a, comparison));
    if (n.op == "not" || n.op == "=>") parts[0] = [p = parts[0]] { return negated(p()); };
    // The first part that is decisive, or undefined, ends the matter; `not` has one part.
    return [parts, decisive = n.op == "and" ? Truth::no : Truth::yes] {
      Truth t = negated(decisive);
      for (const auto& p : parts) {
        const Truth u = p();
        if (u == decisive || u == Truth::undefined) return u;
        if (u == Truth::open) t = u;
      }
      return t;
    };
  }

  Term term(const Node& n) {
    // Slots of sums and the like around n that n depends on. What depends on one at most is kept for each value of it.
    std::set<int> running;
    for (int slot : n.free)
      if (inner_.count(slot)) running.insert(slot);
    if ((n.args.empty() && n.op != "e") || running.size() > 1 || symbolic) return plain(n);
    const R* key = running.empty() ? nullptr : &variables[*running.begin()];
    const auto place = [key] {
      const mpz_class k = key ? mpz_class(value_of(*key).rational().get_num()) : mpz_class(0);
      return k.fits_slong_p() ? k.get_si() : throw Undefined("an index beyond 2^63");
    };
    if constexpr (std::is_same_v<R, Number>)
      if (swept(n) && n.call && (n.op == "cos" || n.op == "sin" || n.op == "cis") && affine(*n.args[0]))
        return [this, op = n.op, a = plain(*n.args[0]), place, known = std::make_shared<std::unordered_map<long, Rotation>>()] {
          return rotated(op, a, (*known)[place()]);
        };
    if (swept(n)) return plain(n);
    return [value = plain(n), place, known = std::make_shared<std::unordered_map<long, V>>()]() -> V {
      const auto it = known->find(place());
      if (it != known->end()) return it->second;
      return known->size() < 65536 ? known->emplace(place(), value()).first->second : value();
    };
  }

 private:
  std::set<int> inner_;  ///< slots of sums and the like, which are in `variables` as well
  bool swept(const Node& n) const { return n.free.count(sweep_slot) > 0; }

  /// Whether n is a + b v in the swept variable v, with a and b free of v; defined for all v, then.
  bool affine(const Node& n) const {
    if (!swept(n) || n.op == "v") return true;
    if (n.op == "neg" || n.op == "add" || n.op == "sub") return affine(*n.args[0]) && affine(*n.args.back());
    return (n.op == "mul" || n.op == "div") && affine(*n.args[0]) && affine(*n.args[1]) && !swept(*n.args[1]);
  }
  V rotated(const std::string& op, const Term& argument, Rotation& r) {
    if (r.index + 1 == sweep_index && r.may_advance()) {
      r.advance();
    } else if (r.index != sweep_index) {
      R& v = variables.at(sweep_slot);
      const R x = argument().real(), now = std::exchange(v, R(0)), at_0 = argument().real();
      v = R(1);
      const R slope = argument().real() - at_0;
      v = now;
      if (x.is(0)) return op == "sin" ? V{} : V{R(1)};
      r.start(x.interval(), (slope * R(sweep_step)).interval());
    }
    r.index = sweep_index;
    return op == "cos" ? V{r.cosine()} : op == "sin" ? V{r.sine()} : V{r.cosine(), r.sine()};
  }

  Term plain(const Node& n) {
    if (n.op == "q") return [v = V{R(n.number)}] { return v; };
    if (n.op == "pi") return [] { return V{R(Constant{"pi", pi()})}; };
    if (n.op == "e") return [] { return V{exp(R(1))}; };
    if (n.op == "euler_gamma") return [] { return V{R(Constant{"gamma", euler_gamma()})}; };
    if (n.op == "i") return [] { return V{R(0), R(1)}; };
    if (n.op == "v") return [x = &variables.at(n.slot)] { return V{*x}; };
    if (n.op == "if") return conditional(n);
    if (!n.binders.empty()) return bound(n);
    std::vector<Term> t;
    for (const auto& a : n.args) t.push_back(term(*a));
    const Term &a = t[0], &b = t.back();
    if (n.op == "neg") return [a] { return -a(); };
    if (n.op == "add") return [a, b] { return a() + b(); };
    if (n.op == "sub") return [a, b] { return a() - b(); };
    if (n.op == "mul") return [a, b] { return a() * b(); };
    if (n.op == "div") return [a, b] { return a() / b(); };
    if (n.op == "pow") return [a, b] { return pow(a(), b()); };
    if (n.op == "list") return [t] { return list(t); };
    if (n.op == "length") return [a] { return V{R(static_cast<long>(a().elements().size()))}; };
    if (n.op == "index")
      return [a, b] {
        const V all = a();
        const mpz_class k = b().integer();
        return k >= 0 && k < all.elements().size() ? all.elements()[k.get_ui()]
                                                   : throw Undefined("an index outside of the list");
      };
    if (n.op == "re") return [a] { return V{a().scalar().re}; };
    if (n.op == "im") return [a] { return V{a().imaginary()}; };
    if (n.op == "conj") return [a] { return V::complex(a().scalar().re, -a().imaginary()); };
    if (n.op == "abs") return [a] { return V{a().size()}; };
    if (n.op == "cis")
      return [a] {
        const auto [s, c] = sin_cos(a().real());
        return V::complex(c, s);
      };
    if (n.op == "mod") return [a, b] { return V{a().real() - b().real() * stepped(a().real() / b().real(), floor_step)}; };
    if (n.op == "gcd") return [a, b] { return V{R(mpq_class(gcd(a().integer(), b().integer())))}; };
    if (n.op == "min" || n.op == "max")
      return [t, least = n.op == "min"] {
        V all = t[0]();
        if (t.size() > 1 || !all.list) all = list(t);
        R best = all.elements()[0].real();
        for (const V& v : *all.list) best = least ? -max(-best, -v.real()) : max(best, v.real());
        return V{best};
      };
    return [a, f = n.op] { return V{apply(f, a().real())}; };
  }
  static V list(const std::vector<Term>& terms) {
    std::vector<V> values;
    for (const auto& t : terms) values.push_back(t());
    return {R(0), {}, std::make_shared<const std::vector<V>>(std::move(values))};
  }
  static Truth defined(Truth t) { return t != Truth::undefined ? t : throw Undefined("an undefined condition"); }

  Term conditional(const Node& n) {
    return [p = condition(*n.args[0]), a = term(*n.args[1]), b = term(*n.args[2])] {
      const Truth t = defined(p());
      if (t != Truth::open) return t == Truth::yes ? a() : b();
      const V x = a(), y = b();
      return V::complex(either(x.scalar().re, y.scalar().re), either(x.imaginary(), y.imaginary()));
    };
  }
  /// Sums, products, extrema and their places, counts over lo..hi.
  Term bound(const Node& n) {
    const Binder& binder = n.binders[0];
    const Term lo = term(*binder.lo), hi = term(*binder.hi);
    R* k = &variables[binder.slot];
    inner_.insert(binder.slot);
    const Formula holds = n.op == "count" ? condition(*n.args[0]) : Formula();
    const Term body = n.op == "count" ? Term() : term(*n.args[0]);
    return [k, lo, hi, holds, body, op = n.op] {
      const mpz_class first = lo().integer(), last = hi().integer();
      if (last - first >= 10'000'000) throw Undefined(op + " over more than 10^7 elements");
      if (last < first && op != "sum" && op != "prod" && op != "count") throw Undefined(op + " over nothing");
      V result{R(op == "prod" ? 1 : 0)};
      long certain = 0, possible = 0;
      mpz_class place = first;
      for (mpz_class j = first; j <= last; ++j) {
        charge(1);
        *k = R(mpq_class(j));
        if (holds) {
          const Truth t = defined(holds());
          certain += t == Truth::yes, possible += t != Truth::no;
          continue;
        }
        const V v = body();
        if (op == "sum")
          result += v;
        else if (op == "prod")
          result = result * v;
        else if (j == first)
          result.re = v.real();
        else if (op == "maximum")
          result.re = max(result.re, v.real());
        else if (op == "minimum")
          result.re = -max(-result.re, -v.real());
        else {
          const Truth t = compared(op == "argmax" ? ">" : "<", V{v.real() - result.re});
          if (t == Truth::open) throw Undefined("the place of an extremum is not certain");
          if (t == Truth::yes) result = v, place = j;
        }
      }
      if (op == "count") return V{certain == possible ? R(certain) : either(R(certain), R(possible))};
      return op == "argmax" || op == "argmin" ? V{R(mpq_class(place))} : result;
    };
  }
};

}  // namespace check
