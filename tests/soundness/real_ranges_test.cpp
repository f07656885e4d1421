// Statements over one real interval.
#include "peaks.hpp"

using namespace posproof;
using namespace posproof::planted;

namespace {

/// A term with a known least value `least`, taken at `place` (a point of the interval or an end of it) and nowhere else.
struct Valley {
  std::string term, place, least;
};

Valley planted_valley(Random& r, long a, long width) {
  const long sixths = pick(r, std::vector<long>{0, 6 * width, pick(r, 0, 6 * width), pick(r, 1, 6 * width - 1)});
  const std::string p = ratio(6 * a + sixths, 6), u = "(x - " + p + ")", w = ratio(pick(r, 1, 9), pick(r, 2, 5));
  const std::string c = ratio(pick(r, -20, 20), 3), big = text(pick(r, 2, 6));
  switch (pick(r, 0, 7)) {
    case 0: return {u + "^2*" + w + " + " + c, p, c};
    case 1: return {"(exp(" + u + "/4) - 1)^2 + " + c, p, c};
    case 2: return {c + " + " + big + "*abs(" + u + ")", p, c};
    case 3: return {c + " + " + u + "^2*(" + big + " + sin(" + w + "*x))", p, c};
    case 4: return {"cosh(" + u + "/3) + " + c, p, "(1 + " + c + ")"};
    case 5: return {"sqrt(1 + " + u + "^2) + " + c + " - 1", p, c};
    case 6: return {"log(1 + " + u + "^2) + " + c, p, c};
    default: return {"max(" + u + ", -2*" + u + ") + " + c, p, c};
  }
}

/// The statement `term >= bound`, or an equivalent of it or of its negation, among parts that are plainly true or false.
Wording stated(Random& r, const Valley& v, const std::string& domain, const std::string& bound) {
  const std::string in = "x in " + domain + ": ";
  switch (pick(r, 0, 8)) {
    case 0: return {"forall " + in + bound + " <= " + v.term, true};
    case 1: return {"forall " + in + "not " + v.term + " < " + bound, true};
    case 2: return {"exists " + in + v.term + " < " + bound, false};
    case 3: return {"not (forall " + in + v.term + " >= " + bound + ")", false};
    case 4: return {"forall " + in + v.term + " >= " + bound + " and x^2 >= -1", true};
    case 5: return {"forall " + in + "exp(x) < 0 or " + v.term + " >= " + bound, true};
    case 6: return {"forall " + in + "cos(x) <= 2 => " + v.term + " >= " + bound, true};
    case 7: return {"exists " + in + "x^2 >= -1 and " + v.term + " < " + bound, false};
    default: return {"forall " + in + v.term + " >= " + bound, true};
  }
}

}  // namespace

TEST_CASE("real ranges: planted minima inside and at ends, closed and open, margins to 1e-40") {
  Random r(5);
  Tally tally;
  for (int i = 0; i < rounds(8000, 500); ++i) {
    const long a = pick(r, -30, 30), width = pick(r, 1, 8);
    const Valley v = planted_valley(r, a, width);
    const bool above = coin(r);  // the bound is above the least value: by continuity it fails near the place, were it excluded
    const std::string bound = "(" + v.least + (above ? " + " : " - ") + pick(r, coarse_margins) + ")";
    const std::string domain = (coin(r) ? "[" : "(") + text(a) + ", " + text(a + width) + (coin(r) ? "]" : ")");
    const Wording w = stated(r, v, domain, bound);
    never_wrong(w.claim, above != w.true_when_above, tally, short_of_work(1000));
  }
  CHECK(tally.balanced(0.25));
  CHECK(tally.undecided * 4 <= tally.total());
}

TEST_CASE("real ranges: sums of waves with planted maxima, margins to 1e-40") {
  Random r(15);
  Tally tally;
  for (int i = 0; i < rounds(500, 100); ++i) {
    const long a = pick(r, -40, 40), width = pick(r, 1, 12);
    const long sevenths = pick(r, std::vector<long>{0, 7 * width, pick(r, 0, 7 * width), 7 * (width / 2)});
    const Peak peak = planted_peak(r, "x", ratio(7 * a + sevenths, 7));
    const bool above = coin(r);
    const Wording w =
        worded(r, "x", "[" + text(a) + ", " + text(a + width) + "]", peak, bound_text(peak, above, pick(r, coarse_margins)));
    never_wrong(w.claim, above == w.true_when_above, tally, short_of_work(2000));
  }
  CHECK(tally.balanced(0.15));
}

TEST_CASE("real ranges: the least value at an irrational end or point") {
  // sqrt(m), pi/m, log(m) as places; x -> (x - p)^2 is 0 there, exactly.
  Random r(25);
  Tally tally;
  for (int i = 0; i < rounds(1500, 150); ++i) {
    const long m = pick(r, 2, 9);
    const std::string p = pick(r, std::vector<std::string>{"sqrt(" + text(m) + ")", "pi/" + text(m), "log(" + text(m) + ")"});
    const std::string domain =
        pick(r, std::vector<std::string>{"[" + p + ", " + p + " + 2]", "[" + p + " - 1, " + p + "]", "[0, 4]"});
    const bool above = coin(r);
    const std::string bound = std::string(above ? "" : "-") + pick(r, coarse_margins);
    never_wrong("forall x in " + domain + ": (x - " + p + ")^2*" + text(pick(r, 1, 5)) + " >= " + bound, !above, tally,
                short_of_work(1000));
  }
  CHECK(tally.balanced(0.2));
}
