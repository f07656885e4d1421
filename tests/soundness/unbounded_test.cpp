// Domains without an end. Oracles: extreme values known by hand, squares, and squeezed waves.
#include "planted.hpp"

using namespace posproof;
using namespace posproof::planted;

namespace {

/// term >= least on the whole domain, which is reached somewhere in it or approached far out.
struct Known {
  std::string term, least, domain;
};

Known known(Random& r) {
  const long p = pick(r, -9, 9), k = pick(r, 1, 4), c = pick(r, 1, 9);
  const std::string u = "(x - " + text(p) + ")", from = "[" + text(p) + ", inf)", to = "(-inf, " + text(p) + "]",
                    line = "(-inf, inf)";
  switch (pick(r, 0, 11)) {
    case 0: return {u + "^2", "0", line};
    case 1: return {text(c) + "*" + u + "^4 + " + u + "^2", "0", line};
    case 2: return {"exp(" + u + ") - 1 - " + u, "0", from};
    case 3: return {"exp(" + u + ") - 1 - " + u, "0", to};
    case 4: return {"x^2 - " + text(2 * p) + "*x", "(-" + text(p * p) + ")", line};
    case 5: return {"-x/(x^2 + 1)", "(-1/2)", "[" + text(pick(r, -3, 1)) + ", inf)"};
    case 6: return {"-" + text(c) + "/x^" + text(k), "(-" + text(c) + ")", "[1, inf)"};
    case 7: return {text(c) + "/x^" + text(k), "0", "[1, inf)"};
    case 8: return {"sin(x)/x^" + text(k) + " + " + text(c) + "/x^" + text(k), "0", "[1, inf)"};
    case 9: return {"-exp(-" + text(c) + "*x)", "(-1)", "[0, inf)"};
    case 10: return {"x + " + text(c * c) + "/x", text(2 * c), "[" + text(c) + ", inf)"};
    default: return {"sqrt(x^2 + 1) - x", "0", "[0, inf)"};
  }
}

}  // namespace

TEST_CASE("half lines and lines: least values known by hand, margins to 1e-40") {
  Random r(41);
  Tally tally;
  for (int i = 0; i < rounds(1500, 150); ++i) {
    const Known k = known(r);
    const std::string m = pick(r, coarse_margins), in = "x in " + k.domain + ": ";
    // More than the least value fails near the place, or far out.
    switch (pick(r, 0, 3)) {
      case 0: never_wrong("forall " + in + k.term + " >= " + k.least + " + " + m, false, tally, short_of_work(1000)); break;
      case 1: never_wrong("exists " + in + k.term + " < " + k.least + " - " + m, false, tally, short_of_work(1000)); break;
      case 2: never_wrong("forall " + in + k.term + " >= " + k.least, true, tally, short_of_work(1000)); break;
      default: never_wrong("forall " + in + k.term + " > " + k.least + " - " + m, true, tally, short_of_work(1000)); break;
    }
  }
  CHECK(tally.proved > tally.total() / 3);
  CHECK(tally.refuted > tally.total() / 5);
}

TEST_CASE("endless integer ranges") {
  Random r(42);
  Tally tally;
  for (int i = 0; i < rounds(8500, 300); ++i) {
    const long c = pick(r, 1, 9), k = pick(r, 1, 3), a = pick(r, 1, 7);
    const std::string w = ratio(pick(r, 1, 20), 7), m = pick(r, margins);
    const std::vector<std::pair<std::string, bool>> claims = {
        {"abs(" + text(c) + "*sin(" + w + "*n))/n^" + text(k) + " <= " + text(c) + "/n^" + text(k), true},
        {"abs(" + text(c) + "*sin(" + w + "*n))/n^" + text(k) + " <= " + text(c), true},
        {"1/(n^2 + " + text(a) + ") <= 1/" + text(1 + a), true},
        {"1/(n^2 + " + text(a) + ") <= 1/" + text(1 + a) + " - " + m, false},
        {"n + " + text(c * c) + "/n >= " + text(2 * c), true},
        {"n + " + text(c * c) + "/n >= " + text(2 * c) + " + " + m, false},
        {"cos(" + w + "*n) <= 1 + " + m, true},
        {"n/(n + " + text(a) + ") < 1", true},
        {"2^(-n) <= 1/2", true},
        {"2^(-n) < 1/2", false},
        {"(n - " + text(c) + ")^2 >= " + m, false},
        {"n < " + text(100 * c), false},
    };
    const auto& [body, truth] = pick(r, claims);
    const std::string in = " n in 1..inf: ";
    if (coin(r))
      never_wrong("forall" + in + body, truth, tally, short_of_work(2000));
    else
      never_wrong("not (exists" + in + "not " + body + ")", truth, tally, short_of_work(2000));
  }
  CHECK(tally.proved > tally.total() / 4);
  CHECK(tally.refuted > tally.total() / 4);
}
