// Statements over boxes in two and three real variables, and with integers beside them.
#include "planted.hpp"

using namespace posproof;
using namespace posproof::planted;

namespace {

/// A sum of terms that vanish together at the planted point only, one for each variable, with cross terms that stay positive.
std::string planted_bowl(Random& r, const std::vector<std::string>& names, const std::vector<std::string>& place) {
  std::string sum;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string u = "(" + names[i] + " - " + place[i] + ")";
    const std::string other = names[(i + 1) % names.size()], c = ratio(pick(r, 1, 8), pick(r, 1, 3));
    const std::vector<std::string> parts = {c + "*" + u + "^2",       "(1 - cos(" + u + "))*" + c,
                                            "(exp(" + u + ") - 1)^2", u + "^2*(2 + sin(" + other + "))",
                                            c + "*abs(" + u + ")",    "(sqrt(1 + " + u + "^2) - 1)"};
    sum += (i == 0 ? "" : " + ") + pick(r, parts);
  }
  return sum;
}

}  // namespace

TEST_CASE("boxes: bowls planted inside, in corners, on sides and outside") {
  Random r(6);
  Tally tally;
  for (int i = 0; i < rounds(9000, 700); ++i) {
    const std::size_t count = pick(r, 0, 4) == 0 ? 3 : 2;
    std::vector<std::string> variables, place;
    std::string domain;
    bool inside = true;
    for (std::size_t k = 0; k < count; ++k) {
      const std::string name(1, static_cast<char>('x' + k));
      const long sixths = pick(r, std::vector<long>{0, 6, pick(r, 0, 6), pick(r, 1, 5), pick(r, 0, 9) == 0 ? 9 : 3});
      inside = inside && sixths <= 6;
      variables.push_back(name);
      place.push_back(ratio(sixths, 6));
      domain += (k == 0 ? "" : ", ") + name + " in " + (coin(r) ? "[0" : "(0") + ", 1" + (coin(r) ? "]" : ")");
    }
    const std::string bowl = planted_bowl(r, variables, place);
    const bool above = coin(r);
    // Outside, the bowl is at least c u^2 >= u^2/3 or 1 - cos u >= u^2/6 or sqrt(1 + u^2) - 1 >= u^2/3 with u >= 1/2.
    const std::string margin = inside ? pick(r, coarse_margins) : "1/100";
    const bool truth = !above || !inside;
    const std::string bound = (above ? "" : "-") + margin;
    const std::string in = domain + ": ";
    switch (pick(r, 0, 3)) {
      case 0: never_wrong("exists " + in + bowl + " < " + bound, !truth, tally, short_of_work(1000)); break;
      case 1: never_wrong("forall " + in + bowl + " >= " + bound + " or x > 7", truth, tally, short_of_work(1000)); break;
      default: never_wrong("forall " + in + bowl + " >= " + bound, truth, tally, short_of_work(1000)); break;
    }
  }
  CHECK(tally.balanced(0.2));
}

TEST_CASE("boxes: quadratic forms of two and three variables with a planted sign") {
  // sum q_k (linear form k)^2 + s (last variable)^2, whose last linear form vanishes with the others on a line where s decides.
  Random r(16);
  Tally tally;
  for (int i = 0; i < rounds(1500, 200); ++i) {
    const bool three = coin(r);
    const std::string u = "(x + " + text(pick(r, -4, 4)) + "*y" + (three ? " + " + text(pick(r, -4, 4)) + "*z" : "") + ")";
    const std::string v = "(y + " + text(pick(r, -4, 4)) + (three ? "*z)" : "*y/9)");
    const std::string last = three ? "z" : "y";
    const long sign = pick(r, -1, 1);
    std::string form = text(pick(r, 1, 9)) + "*" + u + "^2";
    if (three) form += " + " + text(pick(r, 1, 9)) + "*" + v + "^2";
    form += " + " + text(sign) + "/" + text(pick(r, 1, 1000)) + "*" + last + "^2";
    const std::string all =
        three ? "x in (-inf, inf), y in (-inf, inf), z in (-inf, inf)" : "x in (-inf, inf), y in (-inf, inf)";
    never_wrong("forall " + all + ": " + form + " >= 0", sign >= 0, tally, short_of_work(2000));
  }
  CHECK(tally.proved > tally.total() / 2);
}

TEST_CASE("boxes: an integer beside a real variable") {
  Random r(26);
  Tally tally;
  for (int i = 0; i < rounds(1500, 150); ++i) {
    const long lo = pick(r, -5, 5), hi = lo + pick(r, 0, 6), at = pick(r, lo, hi), p = pick(r, 0, 6);
    const bool above = coin(r);
    const std::string bound = (above ? "" : "-") + pick(r, coarse_margins);
    const std::string integer = "n in " + text(lo) + ".." + text(hi), real = "x in [0, 1]";
    const std::string body = "(n - " + text(at) + ")^2 + (x - " + ratio(p, 6) + ")^2*(3 + cos(n)) >= " + bound;
    never_wrong("forall " + (coin(r) ? integer + ", " + real : real + ", " + integer) + ": " + body, !above, tally,
                short_of_work(2000));
  }
  CHECK(tally.balanced(0.2));
}
