// Minimum and maximum as `posproof range` gives them. Oracle: planted extremes: the enclosure must contain the exact value and
// one of the places the exact place.
#include "peaks.hpp"
#include "posproof/decide/extrema.hpp"

using namespace posproof;
using namespace posproof::planted;

namespace {

bool holds(const Enclosure& e, const Rational& q) { return *Rational::parse(e.lower) <= q && q <= *Rational::parse(e.upper); }

}  // namespace

TEST_CASE("certified extrema contain the planted ones") {
  Random r(91);
  int reached = 0;
  const int all = rounds(1500, 100);
  for (int i = 0; i < all; ++i) {
    const long a = pick(r, -20, 20), width = pick(r, 1, 9), sevenths = pick(r, 0, 7 * width);
    const Rational p(Integer(7 * a + sevenths), Integer(7)), c(Integer(pick(r, -20, 20)), Integer(3)),
        k(Integer(pick(r, 1, 9)), Integer(2));
    const bool integers = coin(r);
    const long at = a + pick(r, 0, width);
    const Rational place = integers ? Rational(at) : p;
    const std::string u = "(s - " + ratio(place.numerator().get_si(), place.denominator().get_si()) + ")";
    const std::string term =
        pick(r, std::vector<std::string>{k.str() + "*" + u + "^2 + (" + c.str() + ")", "(" + c.str() + ") + abs(" + u + ")",
                                         "(" + c.str() + ") + " + k.str() + "*(1 - cos(" + u + "/10))"});
    const std::string over = integers ? "s in " + std::to_string(a) + ".." + std::to_string(a + width)
                                      : "s in [" + std::to_string(a) + ", " + std::to_string(a + width) + "]";
    INFO(term << " over " << over);
    const Extrema x = certified_extrema(term, over, {}, 6, quick());
    CHECK(holds(x.minimum.value, c));
    bool named = false;
    for (const auto& w : x.minimum.places) named = named || (w.lower <= place && place <= w.upper);
    CHECK(named);
    // An extreme that is 0 has no significant digits.
    reached += x.minimum.reached || c.sign() == 0 ? 1 : 0;
  }
  CHECK(reached * 10 > all * 9);
}
