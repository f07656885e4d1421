// Random claims that take the block path. Oracle: the statement evaluated position by position in long double with the C
// library, which shares nothing with the blocks; claims that come closer to equality than that can tell are left out and
// counted.
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "verdicts.hpp"

namespace posproof {
namespace {

struct RandomClaim {
  std::string text;
  long first = 0, last = 0;
  bool below = true;
  std::vector<long double> slack;  ///< positive where the comparison holds, by position
};

class Maker {
 public:
  explicit Maker(std::uint32_t seed) : random_(seed) {}

  RandomClaim next() {
    RandomClaim c;
    c.first = pick(1, 60000);
    c.last = c.first + 1999 + pick(0, 60);
    waves_.clear();
    std::string sum;
    for (long k = pick(1, 4); k > 0; --k) {
      const Wave w{fraction(-30, 30, 10), fraction(-400, 400, 128), fraction(-20, 20, 8), pick(0, 1) == 1};
      sum += (sum.empty() ? "" : " + ") + w.amplitude.text + "*" + (w.sine ? "sin" : "cos") + "(" + w.frequency.text + "*n + " +
             w.phase.text + ")";
      waves_.push_back(w);
    }
    const bool absolute = pick(0, 2) == 0;
    drift_ = pick(0, 3);
    const std::string drifts[] = {"0", "log(n)/7", "sqrt(n)/300", "5/n"};
    const std::string body = "(" + sum + ") + " + drifts[drift_];
    std::vector<long double> values;
    for (long n = c.first; n <= c.last; ++n) {
      const long double v = value(n);
      values.push_back(absolute ? std::fabs(v) : v);
    }
    // The bound is next to a value that occurs: often the largest or the smallest.
    c.below = absolute || pick(0, 1) == 0;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const long double near = pick(0, 3) == 0 ? values[static_cast<std::size_t>(pick(0, static_cast<long>(values.size()) - 1))]
                             : c.below       ? *most
                                             : *least;
    const long thousandths = std::lround(near * 1000) + pick(-3, 3);
    const long double bound = static_cast<long double>(thousandths) / 1000;
    const bool strict = pick(0, 1) == 1;
    c.text = "forall n in " + std::to_string(c.first) + ".." + std::to_string(c.last) + ": " +
             (absolute ? "abs(" + body + ")" : body) +
             (c.below  ? strict ? " < " : " <= "
              : strict ? " > "
                       : " >= ") +
             "(" + std::to_string(thousandths) + ")/1000";
    for (const long double v : values) c.slack.push_back(c.below ? bound - v : v - bound);
    return c;
  }

 private:
  struct Fraction {
    std::string text;
    long double value;
  };
  struct Wave {
    Fraction amplitude, frequency, phase;
    bool sine;
  };
  long pick(long lo, long hi) { return lo + static_cast<long>(random_() % static_cast<std::uint32_t>(hi - lo + 1)); }
  Fraction fraction(long lo, long hi, long over) {
    const long p = pick(lo, hi);
    return {"(" + std::to_string(p) + "/" + std::to_string(over) + ")",
            static_cast<long double>(p) / static_cast<long double>(over)};
  }
  long double value(long n) const {
    const auto x = static_cast<long double>(n);
    long double v = drift_ == 1 ? std::log(x) / 7 : drift_ == 2 ? std::sqrt(x) / 300 : drift_ == 3 ? 5 / x : 0;
    for (const auto& w : waves_) {
      const long double angle = w.frequency.value * x + w.phase.value;
      v += w.amplitude.value * (w.sine ? std::sin(angle) : std::cos(angle));
    }
    return v;
  }

  std::mt19937 random_;
  std::vector<Wave> waves_;
  long drift_ = 0;
};

void compare_with_slow_path(int rounds, std::uint32_t seed) {
  Maker maker(seed);
  Settings settings;
  settings.confirm = false;
  int proved = 0, refuted = 0, close = 0, by_blocks = 0;
  for (int i = 0; i < rounds; ++i) {
    const RandomClaim c = maker.next();
    INFO(c.text);
    if (std::any_of(c.slack.begin(), c.slack.end(), [](long double s) { return std::fabs(s) < 1e-11L; })) {
      ++close;
      continue;
    }
    const Verdict v = decide(testing::claim(c.text), settings);
    const auto fails = std::find_if(c.slack.begin(), c.slack.end(), [](long double s) { return s < 0; });
    if (fails == c.slack.end()) {
      ++proved;
      REQUIRE(std::string(verdict_word(v)) == "PROVED");
    } else {
      ++refuted;
      REQUIRE(std::string(verdict_word(v)) == "REFUTED");
      CHECK(std::get<Refuted>(v).witness()->values[0].second == std::to_string(c.first + (fails - c.slack.begin())));
    }
    if (testing::evidence_of(v).method == "block sweep") ++by_blocks;
  }
  CHECK(proved > rounds / 8);
  CHECK(refuted > rounds / 4);
  CHECK(close < rounds / 20);
  CHECK(by_blocks > rounds / 3);  // witnesses among the first 64 elements need no blocks
}

TEST_CASE("block verdicts of random claims are those of the slow path", "[blocks]") { compare_with_slow_path(150, 20); }

TEST_CASE("ten thousand random claims against the slow path", "[.ten-thousand]") { compare_with_slow_path(10000, 21); }

}  // namespace
}  // namespace posproof
