// Limits, limes superior and inferior. Oracle: limits of the parts known by hand, put together by the rules of limits.
#include "planted.hpp"

using namespace posproof;
using namespace posproof::planted;

namespace {

/// A sequence in n with a rational limit p/q.
struct Tending {
  std::string term;
  long p = 0, q = 1;
};

Tending null_sequence(Random& r) {
  const std::string c = text(pick(r, 1, 9)), k = text(pick(r, 1, 3)), w = ratio(pick(r, 1, 20), 7);
  const std::vector<std::string> terms = {c + "/n^" + k,          "sin(" + w + "*n)/n^" + k,
                                          "log(n)/n^" + k,        "n^" + k + "*2^(-n)",
                                          "exp(-" + w + "*n)",    "(sqrt(n + " + c + ") - sqrt(n))",
                                          "ci(n)*" + c,           "sin(" + c + "/n)",
                                          "(-1)^n/n^" + k,        "(-1/2)^n",
                                          "cos(n)/sqrt(n)",       "1/log(n + 1)",
                                          "atan(" + c + "/n)",    "integral(x, 0, 1, cos(n*x))",
                                          "n^2/(n^3 + " + c + ")"};
  return {pick(r, terms), 0, 1};
}

Tending tending(Random& r) {
  const long a = pick(r, -9, 9), b = pick(r, 1, 9), c = pick(r, -9, 9), k = pick(r, 1, 3);
  const std::string n = pick(r, std::vector<std::string>{"n", "n^2", "sqrt(n)"});
  switch (pick(r, 0, 5)) {
    case 0: return {"(" + text(a) + "*" + n + " + " + text(c) + ")/(" + text(b) + "*" + n + " + " + text(k) + ")", a, b};
    case 1: return {ratio(a, b) + " + " + null_sequence(r).term, a, b};
    case 2: return {ratio(a, b) + "*(1 + " + null_sequence(r).term + ")", a, b};
    case 3: return {ratio(a, b) + " - " + null_sequence(r).term + "*cos(" + text(b) + "*n)", a, b};
    case 4: return {text(a) + "*n*sin(1/(" + text(b) + "*n))", a, b};
    default: return {"(" + ratio(a, b) + " + " + null_sequence(r).term + ")*(" + "1 - " + null_sequence(r).term + ")", a, b};
  }
}

}  // namespace

TEST_CASE("limits: comparisons with the true limit and with near misses down to 1e-40") {
  Random r(51);
  Tally tally;
  for (int i = 0; i < rounds(7000, 700); ++i) {
    const Tending t = tending(r);
    const std::string limit = "limit(n -> inf, " + t.term + ")", value = ratio(t.p, t.q), m = pick(r, margins);
    const auto is = [&](const std::string& claim, bool truth) { never_wrong(claim, truth, tally, quick()); };
    switch (pick(r, 0, 7)) {
      case 0: is(limit + " == " + value, true); break;
      case 1: is(limit + " == " + value + " + " + m, false); break;
      case 2: is(limit + " != " + value, false); break;
      case 3: is(limit + " < " + value + " + " + m, true); break;
      case 4: is(limit + " < " + value, false); break;
      case 5: is("limsup(n -> inf, " + t.term + ") > " + value + " - " + m, true); break;
      case 6: is("not convergent(n -> inf, " + t.term + ")", false); break;
      default: is("liminf(n -> inf, " + t.term + ") >= " + value + " + " + m, false); break;
    }
  }
  CHECK(tally.balanced(0.35));
}

TEST_CASE("limits: what oscillates or grows has none") {
  Random r(52);
  Tally tally;
  for (int i = 0; i < rounds(2000, 300); ++i) {
    const long a = pick(r, 1, 9), b = pick(r, 1, 9);
    const std::string w = ratio(pick(r, 1, 20), 7);
    const std::string wave = pick(r, std::vector<std::string>{"cos(" + w + "*n)", "sin(" + w + "*n + 1)", "(-1)^n",
                                                              "cos(" + w + "*pi*n/50)", "sin(n)^2"});
    const std::string term = pick(r, std::vector<std::string>{ratio(a, b) + "*" + wave + " + " + tending(r).term,
                                                              wave + "*(1 + " + null_sequence(r).term + ")",
                                                              "n*" + ratio(a, b) + " + " + wave, text(a) + "*n^2 - n"});
    const std::string limit = "limit(n -> inf, " + term + ")", c = ratio(pick(r, -9, 9), 3);
    switch (pick(r, 0, 3)) {
      case 0: never_wrong(limit + " == " + c, false, tally, quick()); break;
      case 1: never_wrong(limit + " != " + c, true, tally, quick()); break;
      case 2: never_wrong(limit + " <= " + c, false, tally, quick()); break;
      default: never_wrong("convergent(n -> inf, " + term + ")", false, tally, quick()); break;
    }
  }
  CHECK(tally.undecided * 10 <= tally.total());
}

TEST_CASE("limes superior and inferior of planted waves") {
  // c + a cos(w n + p) with w rational and not 0 comes arbitrarily near to c + |a| and c - |a|; several cosines without phases
  // to the sum.
  Random r(53);
  Tally tally;
  for (int i = 0; i < rounds(2000, 300); ++i) {
    const long a = pick(r, 1, 9), c = pick(r, -9, 9), b = pick(r, 1, 9);
    const std::string w = ratio(pick(r, 1, 20), 7), phase = ratio(pick(r, -9, 9), 4);
    const bool upper = coin(r), pair = coin(r);
    std::string term =
        text(c) + (coin(r) ? " + " : " - ") + text(a) + "*" + (coin(r) ? "cos" : "sin") + "(" + w + "*n + " + phase + ")";
    long extreme = upper ? c + a : c - a;
    if (pair && upper) {
      term = text(c) + " + " + text(a) + "*cos(" + w + "*n) + " + text(b) + "*cos(sqrt(2)*n)";
      extreme = c + a + b;
    }
    term += coin(r) ? " + " + null_sequence(r).term : "";
    const std::string side = (upper ? "limsup(n -> inf, " : "liminf(n -> inf, ") + term + ")", m = pick(r, margins);
    switch (pick(r, 0, 3)) {
      case 0: never_wrong(side + " == " + text(extreme), true, tally, quick()); break;
      case 1: never_wrong(side + " == " + text(extreme) + " + " + m, false, tally, quick()); break;
      case 2: never_wrong(side + " < " + text(extreme) + " - " + m, false, tally, quick()); break;
      default: never_wrong(side + " <= " + text(extreme) + " + " + m, true, tally, quick()); break;
    }
  }
  CHECK(tally.balanced(0.3));
}
