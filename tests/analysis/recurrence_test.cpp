#include "posproof/analysis/recurrence.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "posproof/analysis/lattice.hpp"

using namespace posproof;

namespace {

Rational q(long num, long den) { return Rational(Integer(num), Integer(den)); }

/// f_n term by term from the definition, without groups.
Ball decay_sum_plain(const Integer& n, long d, const Rational& base) {
  Ball sum(0L);
  for (long t = 0; t < d / 2; ++t) sum += cos(Ball(n) * pow(Ball(base), Ball(Rational(Integer(-2 * t), Integer(d)))));
  return sum;
}

RecurrenceWitness require_witness(long d, const Rational& base, const Rational& ratio) {
  auto w = find_recurrence(decay_sum_groups(d, base), ratio);
  REQUIRE(w.has_value());
  REQUIRE(w->n >= 1);
  PrecisionScope p{w->bits};
  const Ball plain = decay_sum_plain(w->n, d, base);
  CHECK(overlap(plain, w->value));
  CHECK(certainly(less_equal(Ball(ratio) * Ball(d / 2), plain)));
  CHECK(certainly(less(plain, Ball(d / 2))));
  return *w;
}

}  // namespace

TEST_CASE("recurrence witnesses for the dimensions of the audit") {
  for (long d : {8L, 16L, 64L, 128L}) require_witness(d, Rational(10000), q(98, 100));
  const auto w = require_witness(128, Rational(10000), q(99999, 100000));
  CHECK(w.lattice_dimension == 17);  // theta_t = 10 theta_{t+16}: 16 generators serve 64 terms
  CHECK(w.n.get_str().size() < 100);
}

TEST_CASE("small recurrences are the first ones, by exhaustion") {
  const auto w = require_witness(8, Rational(10000), q(98, 100));
  PrecisionScope p{Bits{64}};
  for (long n = 1; n < w.n; ++n)
    REQUIRE(certainly(less(decay_sum_plain(Integer(n), 8, Rational(10000)), Ball(q(98, 100)) * Ball(4L))));
}

TEST_CASE("a base without relations gives one generator per frequency") {
  CHECK(decay_sum_groups(64, Rational(500000)).size() == 32);
  CHECK(decay_sum_groups(128, Rational(10000)).size() == 16);
  CHECK(decay_sum_groups(8, Rational(10000)).size() == 1);
  require_witness(32, Rational(500000), q(98, 100));
  require_witness(16, q(3, 2), q(99, 100));
}

TEST_CASE("groups and definition agree at arbitrary n, also for a rational base") {
  PrecisionScope p{Bits{200}};
  for (const Rational& base : {Rational(10000), q(9, 4), Rational(1000000), q(81, 16)})
    for (long d : {2L, 8L, 12L, 64L})
      for (long n : {0L, 1L, 17L, 123456789L}) {
        const auto groups = decay_sum_groups(d, base);
        const Ball a = cosine_sum(groups, Integer(n)), b = decay_sum_plain(Integer(n), d, base);
        CHECK(overlap(a, b));
        CHECK(radius_upper(a) < 1e-40);
      }
}

TEST_CASE("weighted cosines recur too") {
  // sqrt(2) cos(n sqrt 3) + 3 cos(n): the limsup of T6 is sqrt(2) + 3
  std::vector<FrequencyGroup> groups{{[] { return sqrt(Ball(3L)); }, {Integer(1)}, {[] { return sqrt(Ball(2L)); }}},
                                     {[] { return Ball(1L); }, {Integer(1)}, {[] { return Ball(3L); }}}};
  const auto w = find_recurrence(groups, q(999999, 1000000));
  REQUIRE(w);
  const double n = w->n.get_d();
  CHECK(std::sqrt(2.0) * std::cos(n * std::sqrt(3.0)) + 3 * std::cos(n) > 0.99999 * (3 + std::sqrt(2.0)));
}

TEST_CASE("an exhausted budget gives no witness") {
  RecurrenceBudget none;
  none.scalings = 0;
  none.exhaustive = 0;
  CHECK_FALSE(find_recurrence(decay_sum_groups(128, Rational(10000)), q(98, 100), none).has_value());
}

TEST_CASE("a modest ratio is met at the first position that meets it") {
  const auto w = find_recurrence(decay_sum_groups(256, Rational(500000)), q(9, 10));
  REQUIRE(w);
  CHECK(w->n == 1);
  CHECK(w->lattice_dimension == 0);
  const auto v = find_recurrence(decay_sum_groups(2, Rational(10000)), q(99999, 100000));
  REQUIRE(v);
  CHECK(v->n == 710);  // cos 355 is close to -1, cos 44 = 0.99984
  CHECK_FALSE(find_recurrence(decay_sum_groups(1024, Rational(500000)), q(999, 1000)).has_value());  // 512 generators
}

TEST_CASE("the same witness on every run") {
  const auto groups = decay_sum_groups(64, Rational(10000));
  CHECK(find_recurrence(groups, q(99, 100))->n == find_recurrence(groups, q(99, 100))->n);
}

TEST_CASE("LLL keeps the lattice and finds the short vector of a planted basis") {
  LatticeBasis b{{Integer(1), Integer(0), Integer(1000003)}, {Integer(0), Integer(1), Integer(2000001)}};
  LatticeBasis companion{{Integer(1), Integer(0)}, {Integer(0), Integer(1)}};
  const LatticeBasis before = b;
  lll_reduce(b, companion);
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < 3; ++j) CHECK(b[i][j] == companion[i][0] * before[0][j] + companion[i][1] * before[1][j]);
  const Integer det = companion[0][0] * companion[1][1] - companion[0][1] * companion[1][0];
  CHECK(abs(det) == 1);
  // -2 row0 + row1 = (-2, 1, -5) is the shortest vector
  const auto found = approx_short_vectors(b, 30.5, 0, 1000, 10);
  REQUIRE(found.size() == 1);
  Integer last = 0;
  for (std::size_t i = 0; i < 2; ++i) last += Integer(found[0][i]) * b[i][2];
  CHECK(abs(last) == 5);
}
