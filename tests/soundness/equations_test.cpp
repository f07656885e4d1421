// Equations in one real variable. Oracle: roots planted as zeros of a factor, the other factor positive.
#include "planted.hpp"

using namespace posproof;
using namespace posproof::planted;

TEST_CASE("equations: planted roots inside, at ends and outside") {
  Random r(81);
  Tally tally;
  for (int i = 0; i < rounds(2000, 200); ++i) {
    const long a = pick(r, -6, 6), width = pick(r, 1, 4), sixths = pick(r, -6, 6 * width + 6);
    const bool inside = sixths > 0 && sixths < 6 * width, at_end = sixths == 0 || sixths == 6 * width;
    const std::string p = ratio(6 * a + sixths, 6), u = "(x - " + p + ")", c = ratio(pick(r, -9, 9), 2);
    const std::vector<std::string> factors = {"1", "(x^2 + 1)", "exp(x/3)", "(2 + sin(x))", "3/2"};
    const std::vector<std::string> zeros = {u, "sinh(" + u + ")", "(exp(" + u + ") - 1)", "atan(" + u + ")", u + "^3"};
    const std::string left = pick(r, zeros) + "*" + pick(r, factors) + " + " + c;
    const bool closed = coin(r);
    const std::string in =
        std::string("x in ") + (closed ? "[" : "(") + text(a) + ", " + text(a + width) + (closed ? "]: " : "): ");
    const bool solvable = inside || (at_end && closed);
    if (coin(r))
      never_wrong("exists " + in + left + " == " + c, solvable, tally, short_of_work(1000));
    else
      never_wrong("forall " + in + left + " != " + c, !solvable, tally, short_of_work(1000));
  }
  CHECK(tally.balanced(0.2));
}

TEST_CASE("equations: squares shifted by a margin") {
  Random r(82);
  Tally tally;
  for (int i = 0; i < rounds(500, 50); ++i) {
    const std::string p = ratio(pick(r, 1, 5), 6), m = pick(r, coarse_margins);
    const bool below = coin(r);  // (x - p)^2 == m has a root in [0, 1] for small m, == -m has none
    never_wrong("exists x in [0, 1]: (x - " + p + ")^2 == " + (below ? "-" : "") + "(" + m + ")", !below, tally,
                short_of_work(1000));
  }
  CHECK(tally.total() > 0);
}
