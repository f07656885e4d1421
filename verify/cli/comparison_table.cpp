#include "comparison_table.hpp"

#include <fmt/core.h>
#include <tbb/parallel_for.h>

#include <utility>
#include <vector>

#include "options.hpp"
#include "posproof/claim/prepare.hpp"
#include "posproof/decide/decide.hpp"
#include "posproof/decide/value.hpp"

namespace posproof {
namespace {

constexpr int shown_digits = 6;

std::vector<Definition> setting(long n, long d) {
  return definitions_of({fmt::format("n = {}", n), fmt::format("d = {}", d), "base = 10000", "l = d/2 - 1",
                         "alpha = base^(-2*l/d)", "sum_n = f(n; d, base)", "limit_n = d/2*(ci(n) - ci(n/base))/log(base)",
                         "integral_n = (sin(n) - sin(n*alpha))/n", "bound_n = 2*(l + 1)/n",
                         // phase_variation_upper of analysis/decay.hpp as a formula (T4)
                         "V_n = min(2/pi*(n - n/base) + 4211/10000, n - n/base)"});
}

std::string value(const std::string& expression, const std::vector<Definition>& where) {
  const TermValue v = evaluate_term(prepare(command_line_source(expression), where, false), shown_digits, 4096);
  return to_text(*Rational::parse(v.value.lower), *Rational::parse(v.value.upper), shown_digits);
}

std::string truth(const std::string& claim, const std::vector<Definition>& where) {
  const Verdict v = decide(prepare(command_line_source(claim), where), Settings{});
  if (std::holds_alternative<Proved>(v)) return "pass";
  return std::holds_alternative<Refuted>(v) ? "fail" : "open";
}

}  // namespace

TableRecord comparison_table() {
  TableRecord table;
  table.id = "sum-limit-bound";
  table.title = "The sum, its limit, the article's integral and the article's bound (base 10000)";
  table.caption =
      "f_n is the sum of d/2 cosines; g(n) = (Ci(n) - Ci(n/b))/ln b is its continuum limit; its distance from the sum is at "
      "most V(n) (T4), "
      "for every d; the integral is (sin n - sin n alpha)/n. Every number is correct in all digits shown.";
  table.columns = {"d",
                   "n",
                   "$f_n$",
                   "$(d/2)\\,g(n)$",
                   "distance",
                   "$V(n)$",
                   "distance <= $V(n)$",
                   "integral",
                   "bound $2(l+1)/n$",
                   "|integral| <= bound",
                   "|sum| <= bound"};
  std::vector<std::pair<long, long>> cells;
  for (const long d : {512L, 8192L})
    for (const long n : {1L, 2L, 3L, 128L, 1024L, 4096L, 200000L}) cells.emplace_back(d, n);
  table.rows.resize(cells.size());
  tbb::parallel_for(
      std::size_t{0}, cells.size(),
      [&](std::size_t i) {
        const auto [d, n] = cells[i];
        const auto where = setting(n, d);
        table.rows[i] = {std::to_string(d),
                         std::to_string(n),
                         value("sum_n", where),
                         value("limit_n", where),
                         value("abs(sum_n - limit_n)", where),
                         value("V_n", where),
                         truth("abs(sum_n - limit_n) <= V_n", where),
                         value("integral_n", where),
                         value("bound_n", where),
                         truth("abs(integral_n) <= bound_n", where),
                         truth("abs(sum_n) <= bound_n", where)};
      },
      tbb::simple_partitioner{});
  return table;
}

}  // namespace posproof
