#include "posproof/analysis/decay.hpp"
#include "posproof/analysis/score.hpp"
#include "posproof/cli/exhibits.hpp"

namespace posproof {
namespace {

constexpr Bits bits{128};
constexpr int shown_digits = 8;
const Rational base = 10000;

const char* mark(Truth t) { return t == Truth::yes ? "pass" : t == Truth::no ? "fail" : "open"; }

std::vector<std::string> comparison_row(long n, long d, const Balls& frequencies) {
  const Ball at(n);
  Ball sum(0L);
  for (const Ball& theta : frequencies) sum += cos(at * theta);
  const Ball limit = Ball(d / 2) * continuum_limit(at, base);
  const Ball distance = continuum_distance_upper(at, base);
  const Ball integral = seed_integral(at, frequencies.back(), Ball(1L));
  const Ball bound{Rational{Integer(d), Integer(n)}}, rate{Rational{Integer(2), Integer(n)}};
  return {std::to_string(d),
          std::to_string(n),
          text(sum, shown_digits),
          text(limit, shown_digits),
          text(distance, shown_digits),
          text(integral, shown_digits),
          text(bound, shown_digits),
          mark(less_equal(abs(integral), rate)),
          mark(less_equal(abs(sum), bound)),
          mark(less_equal(abs(sum - limit), distance))};
}

}  // namespace

TableRecord comparison_table() {
  const PrecisionScope scope(bits);
  TableRecord t;
  t.id = "comparison";
  t.title = "The sum, its limit, the document's integral and its bound";
  t.caption =
      "Base 10000, $l = d/2 - 1$. $f_n$ is the sum, $(d/2) g(n)$ its limit for large $d$ with $V(n)$ the certified distance between them (T4), "
      "$I_n$ the integral of $\\cos(nx)$ over $[\\theta_l, 1]$ that the document estimates in place of the sum, and $2(l+1)/n$ its bound for $f_n$. "
      "The bound says nothing for $n \\le 2$, where it is at least $l + 1$.";
  t.columns = {"$d$", "$n$", "$f_n$", "$(d/2) g(n)$", "$V(n)$", "$I_n$", "$2(l+1)/n$", "$|I_n| \\le 2/n$", "$|f_n| \\le 2(l+1)/n$",
               "$|f_n - (d/2) g(n)| \\le V(n)$"};
  for (const long d : {512L, 8192L}) {
    const Balls frequencies = score_frequencies(d, base);
    for (const long n : {1L, 2L, 3L, 128L, 1024L, 4096L, 200000L}) t.rows.push_back(comparison_row(n, d, frequencies));
  }
  return t;
}

}  // namespace posproof
