#include "posproof/cli/recur.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "posproof/analysis/recurrence.hpp"
#include "posproof/arith/enclosure.hpp"

namespace posproof {
namespace {

struct RecurOptions {
  long dim = 0;
  std::string base;
  std::string ratio;
  bool json = false;
};

constexpr long largest_dim = 4096;
constexpr int shown_digits = 25;

int complain(const std::string& what) {
  std::cerr << "posproof recur: " << what << '\n';
  return 2;
}

struct Report {
  RecurrenceWitness witness;
  Rational value_lower, value_upper, ratio_lower, ratio_upper;
};

Report describe(RecurrenceWitness w) {
  PrecisionScope p{w.bits};
  const Ball ratio = w.value / w.amplitude_sum;
  return {w, lower(w.value), upper(w.value), lower(ratio), upper(ratio)};
}

void print_text(const Report& r, const RecurOptions& o) {
  const std::string digits = r.witness.n.get_str();
  std::cout << "n = " << digits << '\n'
            << "digits = " << digits.size() << '\n'
            << "f_n = " << to_text(r.value_lower, r.value_upper, shown_digits) << '\n'
            << "f_n/(l + 1) = " << to_text(r.ratio_lower, r.ratio_upper, shown_digits) << " >= " << o.ratio << '\n'
            << "certified at " << r.witness.bits.value << " bits; "
            << (r.witness.lattice_dimension == 0 ? "the first such position, found by trying each"
                                                 : "lattice of dimension " + std::to_string(r.witness.lattice_dimension))
            << "; theorems T6, T6c\n";
}

nlohmann::ordered_json enclosure_json(const Rational& lo, const Rational& hi) {
  const Enclosure e = make_enclosure(lo, hi, shown_digits);
  return {{"lower", e.lower}, {"upper", e.upper}};
}

void print_json(const Report& r, const RecurOptions& o) {
  const std::string digits = r.witness.n.get_str();
  const nlohmann::ordered_json j = {{"schema", "posproof-recur-1"},
                                    {"dim", o.dim},
                                    {"base", o.base},
                                    {"ratio_wanted", o.ratio},
                                    {"n", digits},
                                    {"digits", digits.size()},
                                    {"value", enclosure_json(r.value_lower, r.value_upper)},
                                    {"ratio", enclosure_json(r.ratio_lower, r.ratio_upper)},
                                    {"bits", r.witness.bits.value},
                                    {"lattice_dimension", r.witness.lattice_dimension},
                                    {"theorems", {"T6", "T6c"}}};
  std::cout << j.dump(2) << '\n';
}

int run_recur(const RecurOptions& o) {
  if (o.dim < 2 || o.dim % 2 != 0 || o.dim > largest_dim)
    return complain("--dim must be an even number from 2 to " + std::to_string(largest_dim));
  const auto base = Rational::parse(o.base);
  if (!base || *base <= Rational(1)) return complain("--base must be a number above 1, such as 10000");
  const auto ratio = Rational::parse(o.ratio);
  if (!ratio || ratio->sign() <= 0) return complain("--ratio must be a number between 0 and 1, such as 0.999");
  if (*ratio >= Rational(1))
    return complain("--ratio must be below 1: f_n < l + 1 for every n >= 1, because pi is irrational (T6)");
  auto witness = find_recurrence(decay_sum_groups(o.dim, *base), *ratio);
  if (!witness) {
    std::cerr << "posproof recur: no witness within the search budget; one exists (T6)\n";
    return 4;
  }
  const Report report = describe(std::move(*witness));
  if (o.json)
    print_json(report, o);
  else
    print_text(report, o);
  return 0;
}

}  // namespace

void add_recur_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<RecurOptions>();
  auto* recur = app.add_subcommand("recur", "A position at which the decay sum returns close to its value at 0");
  recur->add_option("--dim", options->dim, "Head dimension d, even")->required();
  recur->add_option("--base", options->base, "Base of the frequencies theta_t = base^(-2t/d)")->required();
  recur->add_option("--ratio", options->ratio, "Wanted f_n/(l + 1), below 1")->required();
  recur->add_flag("--json", options->json, "One JSON object instead of text");
  recur->callback([options, &exit_code] { exit_code = run_recur(*options); });
}

}  // namespace posproof
