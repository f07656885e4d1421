#include "posproof/analysis/first_negative.hpp"

#include <catch2/catch.hpp>

#include "posproof/analysis/decay.hpp"
#include "posproof/analysis/retrieval.hpp"

using namespace posproof;

TEST_CASE("first negative value of the decay sum for every dimension and base of the audit") {
  struct Row {
    long d, base, n;
  };
  // 1707 is known independently; the others are checked here by balls at the position and before it
  for (const Row& row : {Row{64, 10000, 725},
                         {64, 500000, 9937},
                         {64, 1000000, 6235},
                         {128, 10000, 1707},
                         {128, 500000, 18438},
                         {128, 1000000, 27115},
                         {512, 10000, 3284},
                         {512, 500000, 81717},
                         {512, 1000000, 122525},
                         {8192, 10000, 5670},
                         {8192, 500000, 230011},
                         {8192, 1000000, 421976}}) {
    INFO("d = " << row.d << ", base = " << row.base);
    const auto found = first_negative(rotary_sum(row.d / 2, Rational(row.base)), 1, 1'000'000);
    REQUIRE(found.position);
    CHECK(*found.position == row.n);
    CHECK(found.undecided.empty());
    PrecisionScope p{Bits{96}};
    CHECK(certainly(is_negative(decay_sum_by_terms(Ball(row.n), row.d, Rational(row.base)))));
    CHECK(certainly(is_positive(decay_sum_by_terms(Ball(row.n - 1), row.d, Rational(row.base)))));
  }
}

TEST_CASE("no earlier negative value, by balls at every position of the smallest case") {
  PrecisionScope p{Bits{64}};
  for (long n = 1; n < 725; ++n) REQUIRE(certainly(is_positive(decay_sum_by_terms(Ball(n), 64, Rational(10000)))));
}

TEST_CASE("the answer does not depend on the number of threads") {
  const TrigSum sum = rotary_sum(64, Rational(500000));
  CHECK(first_negative(sum, 1, 100000, 1).position == first_negative(sum, 1, 100000, 2).position);
}

TEST_CASE("a sum that touches zero is undecided there, and one that stays above has no negative value") {
  // 1 - cos(0 n) = 0 at every n: nothing certain can be said
  const TrigSum flat([] { return TrigTerms{{{Ball(-1L), Ball(0L), Ball(0L)}}, Ball(1L)}; });
  const auto touched = first_negative(flat, 0, 3);
  CHECK_FALSE(touched.position);
  CHECK(touched.undecided.size() == 4);
  const TrigSum above = shifted(rotary_sum(8, Rational(10000)), [] { return Ball(9L); });
  const auto none = first_negative(above, 0, 5000);
  CHECK_FALSE(none.position);
  CHECK(none.undecided.empty());
}

TEST_CASE("score heads: horizon by definition, softmax summed token by token") {
  const RetrievalTask task{Rational(12), 4096};
  const auto h = score_horizon(rotary_sum(64, Rational(10000)), task, 100000);
  REQUIRE(h);
  PrecisionScope p{Bits{96}};
  auto weight = [&](long n) {
    const Ball logit = Ball(12L) * decay_sum_by_terms(Ball(n), 128, Rational(10000)) / Ball(64L);
    return exp(logit) / (exp(logit) + Ball(4095L));
  };
  const Ball half(Rational(Integer(1), Integer(2)));
  for (long n = 0; n <= h->distance; ++n) CHECK(certainly(less(half, weight(n))));
  CHECK(certainly(less(weight(h->distance + 1), half)));
  CHECK(overlap(h->weight, weight(h->distance)));
  CHECK(overlap(*h->next, weight(h->distance + 1)));
  CHECK(score_horizon(rotary_sum(64, Rational(10000)), {Rational(8), 4096}, 1000)->distance == -1);  // 8 < log 4095
}

TEST_CASE("interpolated positions stretch the score horizon by the same factor") {
  // score at n/2: horizons 2h or 2h + 1
  const RetrievalTask task{Rational(20), 2048};
  const TrigSum half([] {
    TrigTerms t = *rotary_sum(64, Rational(10000)).at(working_precision());
    for (auto& term : t.terms) term.frequency = term.frequency / Ball(2L);
    return t;
  });
  const auto plain = score_horizon(rotary_sum(64, Rational(10000)), task, 100000);
  const auto stretched = score_horizon(half, task, 100000);
  REQUIRE((plain && stretched));
  CHECK(stretched->distance >= 2 * plain->distance - 1);
  CHECK(stretched->distance <= 2 * plain->distance + 2);
}

TEST_CASE("ALiBi heads: closed form against the sum over all tokens") {
  for (long head : {1L, 3L, 8L})
    for (long tokens : {2L, 50L, 700L})
      for (long margin : {1L, 4L, 9L}) {
        const RetrievalTask task{Rational(margin), tokens};
        const auto h = alibi_horizon([head] { return pow(Ball(2L), -head); }, task);
        REQUIRE(h);
        PrecisionScope p{Bits{128}};
        const Ball m = pow(Ball(2L), -head), half(Rational(Integer(1), Integer(2)));
        auto weight = [&](long n) {
          Ball sum(0L);
          for (long j = 0; j < tokens; ++j)
            if (j != n) sum += exp(-m * Ball(j));
          const Ball match = exp(Ball(margin) - m * Ball(n));
          return match / (match + sum);
        };
        for (long n = 0; n < tokens; ++n) CHECK(certainly(n <= h->distance ? less(half, weight(n)) : less(weight(n), half)));
        CHECK(h->beyond_limit == (h->distance == tokens - 1));
        if (h->distance >= 0) CHECK(overlap(h->weight, weight(static_cast<long>(h->distance))));
      }
}
