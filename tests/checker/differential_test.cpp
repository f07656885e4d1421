#include <catch2/catch.hpp>
#include <random>

#include "certificates.hpp"
#include "certify/script.hpp"
#include "posproof/certify/canonical.hpp"

// Oracle 1: posproof's deciders, of which the checker has no line. On random closed formulas, with guards, domain errors,
// jumps, lists and sums, what the checker accepts as proved (refuted) posproof does not refute (prove) nor call an error.
// Oracle 2: values. What the checker accepts as an identity has equal, defined values at every point that is tried, 0 and
// negative ones included.

using namespace certificates;

namespace {

class Source {
 public:
  explicit Source(unsigned seed) : random_(seed) {}
  std::size_t pick(std::size_t n) { return random_() % n; }
  std::string of(const std::vector<std::string>& words) { return words[pick(words.size())]; }

  std::string number() {
    return of({"0", "1", "2", "3", "(-1)", "(-2)", "1/2", "(-1/3)", "7/4", "10", "5/2", "pi", "e", "sqrt(2)"});
  }
  std::string integer() { return of({"0", "1", "2", "3", "(-1)", "4"}); }
  std::string term(int depth) {
    if (depth == 0) return number();
    const auto sub = [&] { return term(depth - 1); };
    switch (pick(16)) {
      case 0: return "(" + sub() + " + " + sub() + ")";
      case 1: return "(" + sub() + " - " + sub() + ")";
      case 2: return "(" + sub() + ")*(" + sub() + ")";
      case 3: return "(" + sub() + ")/(" + sub() + ")";
      case 4: return "(" + sub() + ")^(" + of({"2", "3", "0", "-1", "-2", "1/2", "1/3", "2/3", "-1/2"}) + ")";
      case 5: return of({"abs", "sqrt", "exp", "log", "sin", "cos", "atan", "cosh", "tanh", "tan"}) + "(" + sub() + ")";
      case 6: return of({"floor", "ceil", "round", "sign"}) + "(" + sub() + ")";
      case 7: return of({"min", "max"}) + "(" + sub() + ", " + sub() + ")";
      case 8: return "mod(" + sub() + ", " + sub() + ")";
      case 9: return "if(" + formula(depth - 1) + ", " + sub() + ", " + sub() + ")";
      case 10: return of({"sum", "prod"}) + "(k, " + integer() + ", " + integer() + ", k*" + sub() + ")";
      case 11:
        return of({"maximum", "minimum", "argmax", "argmin"}) + "(k, " + integer() + ", " + integer() + ", (k - 1)^2 + " +
               sub() + ")";
      case 12: return "count(k, 0, 3, k < " + sub() + ")";
      case 13: return "[" + sub() + ", " + sub() + "][" + integer() + "]";
      case 14: return of({"re", "im", "abs"}) + "(" + sub() + " + i*" + sub() + ")";
      default: return "gcd(" + integer() + ", " + integer() + ")";
    }
  }
  std::string formula(int depth) {
    if (depth > 0) {
      if (pick(4) == 0) return "(" + formula(depth - 1) + of({" and ", " or ", " => "}) + formula(depth - 1) + ")";
      if (pick(8) == 0) return "not (" + formula(depth - 1) + ")";
    }
    return term(depth) + of({" < ", " <= ", " > ", " >= ", " == ", " != "}) + term(depth);
  }

 private:
  std::mt19937 random_;
};

check::Tree tree_of(const std::string& text, std::string& json) {
  json = posproof::canonical(posproof::testing::formula(text)).tree;
  return check::TreeReader::read(check::read_json(json));
}

/// Truth as the checker's evaluator says.
check::Truth truth(const check::Node& n) {
  check::Precision precision(160);
  check::Evaluator<check::Number> e;
  return check::truth(n, [&e](const check::Node& c) { return e.by_value(c); });
}

}  // namespace

TEST_CASE("the checker and posproof do not contradict each other on random closed formulas") {
  Source source(5);
  posproof::Settings settings = posproof::testing::quick_settings();
  settings.budget = 100'000;
  settings.last_bits = 512;
  std::size_t both = 0, errors = 0, undecided = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string text = source.formula(3);
    std::string json;
    INFO(text);
    check::Tree tree;
    try {
      tree = tree_of(text, json);
    } catch (const std::exception&) {
      continue;  // sorts of complex values, or no form of the certificates
    }
    const check::Truth mine = truth(*tree);
    try {
      const auto verdict = posproof::decide(posproof::testing::claim(text), settings);
      const bool proved = std::holds_alternative<posproof::Proved>(verdict),
                 refuted = std::holds_alternative<posproof::Refuted>(verdict);
      if (mine == check::Truth::yes) CHECK_FALSE(refuted);
      if (mine == check::Truth::no) CHECK_FALSE(proved);
      const bool decided = mine == check::Truth::yes || mine == check::Truth::no;
      both += decided && (proved || refuted);
      undecided += !decided && (proved || refuted);
    } catch (const posproof::ClaimError&) {
      CHECK((mine == check::Truth::undefined || mine == check::Truth::open));
      ++errors;
    }
  }
  CAPTURE(both, errors, undecided);
  CHECK(both > 80);
  CHECK(errors > 25);
  CHECK(undecided < both / 4);
}

TEST_CASE("accepted identities hold at every point that is tried") {
  Source source(11);
  std::size_t accepted = 0;
  const std::vector<std::string> domains = {"(-inf, inf)", "(0, inf)", "[0, inf)", "[-2, 3]", "[0, 2]", "(0, 2]", "[1, 4]"};
  const auto random_term = [&](auto&& self, int depth) -> std::string {
    if (depth == 0) return source.of({"x", "x", "x", "2", "1/2", "(-1)", "3", "pi", "(x - 1)", "(x + 1)", "(2*x - 3)"});
    const auto sub = [&] { return self(self, depth - 1); };
    switch (source.pick(10)) {
      case 0: return "(" + sub() + " + " + sub() + ")";
      case 1: return "(" + sub() + " - " + sub() + ")";
      case 2: return "(" + sub() + ")*(" + sub() + ")";
      case 3: return "(" + sub() + ")/(" + sub() + ")";
      case 4: return "(" + sub() + ")^(" + source.of({"2", "3", "0", "-1", "1/2", "1/3", "-1/2", "x"}) + ")";
      case 5: return source.of({"exp", "cos", "sin", "cosh"}) + "(" + sub() + ")";
      case 6: return source.of({"log", "sqrt", "abs"}) + "(" + sub() + ")";
      case 7: return source.of({"re", "im"}) + "(cis(" + sub() + "))";
      case 8: return "max(" + sub() + ", " + sub() + ")";
      default: return source.of({"2", "3"}) + "^(" + sub() + ")";
    }
  };
  const auto rewritten = [&](const std::string& t) -> std::string {
    const std::string u = random_term(random_term, 1);
    switch (source.pick(13)) {
      case 0: return t;
      case 1: return "(" + t + " + " + u + ") - (" + u + ")";
      case 2: return "(" + t + ")*(" + u + ")/(" + u + ")";
      case 3: return "sqrt((" + t + ")^2)";
      case 4: return "((" + t + ")^3)^(1/3)";
      case 5: return "exp(log(" + t + "))";
      case 6: return "log(exp(" + t + "))";
      case 7: return "(" + t + ")*(sin(" + u + ")^2 + cos(" + u + ")^2)";
      case 8: return "abs(" + t + ")";
      case 9: return "1/(1/(" + t + "))";
      case 10: return "(" + t + ")*(" + u + ")^0";
      case 11: return "max(" + t + ", 0)";
      default: return "((" + t + ")^2 - 1)/((" + t + ") - 1) - 1";
    }
  };
  for (int round = 0; round < 700; ++round) {
    const std::string t = random_term(random_term, 2),
                      text = "forall x in " + source.of(domains) + ": " + t + " == " + rewritten(t);
    std::string json;
    check::Tree tree;
    try {
      tree = tree_of(text, json);
    } catch (const std::exception&) {
      continue;
    }
    const check::Binder& b = tree->binders[0];
    const auto value = [](const check::Tree& e) { return e->op == "neg" ? mpq_class(-e->args[0]->number) : e->number; };
    check::Content c{b.slot, "reals", {}, {}, 1, b.lo_closed, b.hi_closed};
    if (b.lo) c.lo = value(b.lo);
    if (b.hi) c.hi = value(b.hi);
    const check::Node& equation = *tree->args[0];
    if (!check::is_identity(equation, {c})) continue;
    ++accepted;
    for (const char* point : {"0", "1", "-1", "3/2", "-3/2", "1/7", "-2", "2", "3", "1/1000", "-1/9"}) {
      const mpq_class x(point);
      if ((b.lo && (c.lo_closed ? x < *c.lo : x <= *c.lo)) || (b.hi && (c.hi_closed ? x > *c.hi : x >= *c.hi))) continue;
      check::Precision precision(400);
      check::Evaluator<check::Number> e;
      e.variables[b.slot] = x;
      INFO(text << " at " << point);
      const check::Truth here = e.by_value(equation);
      INFO(e.reason);
      if (e.reason.find("beyond") != e.reason.npos || e.reason.find("2^20 bits") != e.reason.npos)
        continue;  // defined, but too large
      CHECK((here == check::Truth::yes || here == check::Truth::open));
    }
  }
  CAPTURE(accepted);
  CHECK(accepted > 60);
}
