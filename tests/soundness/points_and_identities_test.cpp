// Closed statements at a point, and identities.
#include "planted.hpp"

using namespace posproof;
using namespace posproof::planted;

TEST_CASE("closed points: values with a margin of 1e-40 on either side") {
  Random r(7);
  Tally tally;
  for (int i = 0; i < rounds(5000, 1500); ++i) {
    // sqrt(m^2 + e) against m: m^2 + e > m^2 whatever the size of e.
    const long m = pick(r, 1, 1000), n = pick(r, 1, 60);
    const bool above = pick(r, 0, 1) == 1;
    const std::string e = pick(r, margins);
    const std::vector<std::pair<std::string, std::string>> equal = {
        {"sqrt(" + text(m * m) + (above ? " + " : " - ") + e + ")", text(m)},
        {"exp(log(" + text(m) + (above ? " + " : " - ") + e + "))", text(m)},
        {"4*atan(1/5) - atan(1/239)" + std::string(above ? " + " : " - ") + e, "pi/4"},
        {"cos(" + text(n) + ")^2" + (above ? " + " : " - ") + e, "1 - sin(" + text(n) + ")^2"},
        {text(n) + "/7*" + text(m) + (above ? " + " : " - ") + e, text(n * m) + "/7"},
    };
    const auto& [left, right] = pick(r, equal);
    const bool less = pick(r, 0, 1) == 1;
    never_wrong(left + (less ? " < " : " >= ") + right, less != above, tally, quick());
    never_wrong(left + " == " + right, false, tally, quick());
  }
  CHECK(tally.undecided == 0);
}

TEST_CASE("identities: products of waves expanded, and the same with one thing moved") {
  Random r(8);
  Tally whole, moved;
  for (int i = 0; i < rounds(5000, 900); ++i) {
    const long a = pick(r, 1, 9), b = pick(r, 10, 19), c = pick(r, 1, 40), d = pick(r, 2, 9);
    const std::string u = text(a) + "/" + text(d) + "*n", v = text(b) + "/" + text(d) + "*n";
    const auto wave = [](const char* f, const std::string& x) { return std::string(f) + "(" + x + ")"; };
    struct Form {
      std::string left, right;
    };
    const std::vector<Form> forms = {
        {wave("cos", u) + "*" + wave("cos", v), "1/2*(cos(" + v + " - " + u + ") + cos(" + u + " + " + v + "))"},
        {wave("sin", u) + "*" + wave("sin", v), "1/2*(cos(" + v + " - " + u + ") - cos(" + u + " + " + v + "))"},
        {wave("sin", u) + "*" + wave("cos", v), "1/2*(sin(" + v + " + " + u + ") - sin(" + v + " - " + u + "))"},
        {wave("cos", u) + "^2", "1/2 + 1/2*cos(2*" + u + ")"},
    };
    const auto& f = pick(r, forms);
    const std::string factor = text(c) + "/3*", in = "forall n in 1..12: ";
    never_wrong(in + factor + f.left + " == " + factor + "(" + f.right + ")", true, whole, quick());
    const std::string e = pick(r, margins);
    switch (pick(r, 0, 2)) {
      case 0: never_wrong(in + factor + f.left + " == " + factor + "(" + f.right + ") + " + e, false, moved, quick()); break;
      case 1:
        never_wrong(in + factor + f.left + " == (" + factor + "1 + " + e + ")*(" + f.right + ")", false, moved, quick());
        break;
      default:
        never_wrong(in + factor + f.left + " == " + factor + "(" + f.right + ") + " + e + "*sin(n)", false, moved, quick());
        break;
    }
  }
  CHECK(whole.proved == whole.total());
  CHECK(moved.proved == 0);
}
