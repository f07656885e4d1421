#include "limit_recurrence.hpp"

#include <cmath>

#include "posproof/analysis/recurrence.hpp"
#include "posproof/decide/recognise.hpp"

namespace posproof::detail {
namespace {

constexpr long look_bits = 128;
constexpr std::size_t most_terms = 2048;
// 24 generators are reduced within a second; the general search (`posproof recur`) takes more.
constexpr RecurrenceBudget budget{2000, 24, 400, 200'000};

const Rational& wanted() {
  static const Rational ratio(Integer(98), Integer(100));
  return ratio;
}

/// Cosines with positive amplitudes, no phases and nothing else. Only a guide for the search: the value found is enclosed anew.
bool is_plain(const TrigTerms& t) {
  const bool amplitudes = std::all_of(t.terms.begin(), t.terms.end(), [](const TrigTerm& x) {
    return certainly(is_positive(x.amplitude)) && is_exact(x.phase) && contains_zero(x.phase);
  });
  return amplitudes && is_exact(t.offset) && contains_zero(t.offset);
}

double approximately(const Ball& x) { return midpoint(x).approx_double(); }

/// The base of a rotary schedule theta_t = base^(-t/count) with equal amplitudes, when the terms look like one: its exact
/// relations make the lattice small.
std::optional<Rational> rotary_base(const TrigTerms& t) {
  const auto count = static_cast<double>(t.terms.size());
  if (t.terms.size() < 2 || std::abs(approximately(t.terms[0].frequency) - 1) > 1e-12) return std::nullopt;
  const double base = std::round(std::pow(approximately(t.terms[1].frequency), -count));
  if (!(base > 1 && base < 1e15)) return std::nullopt;
  for (std::size_t k = 0; k < t.terms.size(); ++k) {
    const double expected = std::pow(base, -static_cast<double>(k) / count);
    if (std::abs(approximately(t.terms[k].frequency) / expected - 1) > 1e-9) return std::nullopt;
    if (std::abs(approximately(t.terms[k].amplitude) / approximately(t.terms[0].amplitude) - 1) > 1e-12) return std::nullopt;
  }
  return Rational(Integer(base));
}

std::vector<FrequencyGroup> groups_of(const TrigSum& sum, const TrigTerms& look) {
  if (const auto base = rotary_base(look)) return decay_sum_groups(2 * static_cast<long>(look.terms.size()), *base);
  std::vector<FrequencyGroup> out;
  for (std::size_t k = 0; k < look.terms.size(); ++k) {
    out.push_back({[sum, k] { return abs(sum.at(working_precision())->terms[k].frequency); }, {Integer(1)}, {[sum, k] {
                     return sum.at(working_precision())->terms[k].amplitude;
                   }}});
  }
  return out;
}

}  // namespace

std::optional<Return> find_return(const Expr& e, int slot) {
  std::string unused;
  const auto recognised = recognise_trig_sum(e, slot, unused);
  if (!recognised || recognised->terms > most_terms) return std::nullopt;
  std::vector<FrequencyGroup> groups;
  {
    PrecisionScope scope{Bits{look_bits}};
    const auto look = recognised->sum.at(Bits{look_bits});
    if (!is_plain(*look)) return std::nullopt;
    for (const auto& t : look->terms)
      if (contains_zero(t.frequency)) return std::nullopt;
    groups = groups_of(recognised->sum, *look);
  }
  if (groups.size() > budget.generators) return std::nullopt;
  const auto found = find_recurrence(groups, wanted(), budget);
  if (!found) return std::nullopt;
  PrecisionScope scope{found->bits};
  try {
    ConstantTerms terms;
    const auto at = [&](const Integer& n) { return terms.value(substitute(e, slot, make_number(Rational(n)))); };
    const Number<Ball> value = at(found->n);
    if (!certainly(less_equal(Number<Ball>(wanted()) * at(Integer(0)), value))) return std::nullopt;
    return Return{found->n, value, wanted(), found->bits.value};
  } catch (const Undefined&) {
    return std::nullopt;
  }
}

}  // namespace posproof::detail
