#include "posproof/cli/fit_ladder.hpp"

#include <map>

#include "posproof/analysis/clopper_pearson.hpp"
#include "posproof/analysis/fit_targets.hpp"
#include "posproof/arith/enclosure.hpp"

namespace posproof {
namespace {

using Json = nlohmann::ordered_json;
constexpr int shown_digits = 20;
constexpr long wanted_digits = 15;

Json enclosure(const Rational& lo, const Rational& hi) {
  const Enclosure e = make_enclosure(lo, hi, shown_digits);
  return {{"lower", e.lower}, {"upper", e.upper}};
}

Json rung_json(const LadderRung& r) {
  Json j = {{"arithmetic", r.arithmetic}, {"bits", r.bits}, {"solver", to_string(r.solver)}, {"solved", r.solved}};
  if (!r.solved) return j;
  j["inside"] = enclosure(r.inside_lower, r.inside_upper);
  j["outside"] = enclosure(r.outside_lower, r.outside_upper);
  j["right_digits"] = r.right_digits;
  return j;
}

/// Per solver the fewest bits from which on every rung has the wanted digits; null when none has.
Json sufficient_bits(const LadderStudy& study) {
  std::map<std::string, Json> first;
  for (const LadderRung& r : study.rungs) {
    Json& bits = first[to_string(r.solver)];
    if (r.right_digits < wanted_digits)
      bits = Json();
    else if (bits.is_null())
      bits = r.bits;
  }
  return first;
}

}  // namespace

Json ladder_json(const LadderStudy& study, const FitProblem& problem, long extend) {
  Json j = {{"schema", "posproof-ladder-1"},
            {"dim", problem.dim},
            {"base", problem.base.str()},
            {"window", problem.targets.size()},
            {"extend", extend}};
  j["exact"] = {{"inside", enclosure(study.exact_inside.lower, study.exact_inside.upper)},
                {"outside", enclosure(study.exact_outside.lower, study.exact_outside.upper)}};
  j["rungs"] = Json::array();
  for (const LadderRung& r : study.rungs) j["rungs"].push_back(rung_json(r));
  j["bits_for_15_digits"] = sufficient_bits(study);
  return j;
}

Json seeds_json(const FitProblem& shape, long window, long extend, long seeds, const Rational& threshold) {
  Json list = Json::array();
  const Rational confidence(Integer(99), Integer(100));
  for (const long bits : {24L, 53L}) {
    long beyond = 0;
    for (long seed = 1; seed <= seeds; ++seed) {
      FitProblem p = shape;
      p.targets = normal_deviates(static_cast<std::uint64_t>(seed), window);
      const LadderRung r = ladder_rung(p, extend, bits, LadderSolver::lu);
      if (r.solved && r.outside_lower > threshold) ++beyond;
    }
    const CertifiedBound low = clopper_pearson_lower(beyond, seeds, confidence),
                         high = clopper_pearson_upper(beyond, seeds, confidence);
    list.push_back({{"bits", bits},
                    {"solver", "lu"},
                    {"seeds", seeds},
                    {"threshold", threshold.str()},
                    {"beyond", beyond},
                    {"confidence", "0.99"},
                    {"probability_lower", decimal_floor(low.lower, 12)},
                    {"probability_upper", decimal_ceil(high.upper, 12)},
                    {"theorems", {"T13"}}});
  }
  return list;
}

}  // namespace posproof
