#include "posproof/cli/fit.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "posproof/analysis/fit_extrema.hpp"
#include "posproof/analysis/fit_targets.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/cli/fit_ladder.hpp"

namespace posproof {
namespace {

using Json = nlohmann::ordered_json;

struct FitOptions {
  long dim = 128, window = 0, extend = 0;
  std::string base = "10000", points, threshold = "8000", ridge = "0";
  std::optional<std::uint64_t> seed;
  std::string coefficients;  // file for h_j; empty: not wanted
  std::string ladder;        // file for the precision ladder; empty: no ladder
  std::vector<long> ladder_bits, qr_bits;
  long ladder_seeds = 0;
  bool json = false;
};

constexpr long default_window = 2048, largest_dim = 1024, largest_extend = 1'000'000;
constexpr int shown_digits = 20;

struct Complaint {
  std::string what;
};

/// Everything a run needs, checked.
struct FitRun {
  FitProblem problem;
  Rational threshold;
  long window, extend;
  std::string source;
};

Rational number(const std::string& text, const std::string& option) {
  const auto value = Rational::parse(text);
  if (!value) throw Complaint{option + " must be a number such as 0.5 or 10000, not '" + text + "'"};
  return *value;
}

std::vector<Rational> targets_from_file(const std::string& path) {
  if (std::filesystem::is_directory(path)) throw Complaint{path + ": is a directory"};
  std::ifstream in(path);
  if (!in) throw Complaint{path + ": cannot be opened"};
  auto read = read_targets(in);
  if (auto* error = std::get_if<TargetError>(&read))
    throw Complaint{path + (error->line > 0 ? ":" + std::to_string(error->line) : "") + ": " + error->reason};
  auto& y = std::get<std::vector<Rational>>(read);
  if (y.empty()) throw Complaint{path + ": holds no targets"};
  return std::move(y);
}

void load_targets(const FitOptions& o, FitRun& run) {
  if (o.points.empty()) {
    run.window = o.window > 0 ? o.window : default_window;
    const std::uint64_t seed = o.seed.value_or(1);
    run.problem.targets = normal_deviates(seed, run.window);
    run.source = "seed " + std::to_string(seed);
    return;
  }
  if (o.seed) throw Complaint{"--points and --seed exclude each other"};
  run.problem.targets = targets_from_file(o.points);
  const long lines = static_cast<long>(run.problem.targets.size());
  run.window = o.window > 0 ? o.window : lines;
  if (lines < run.window)
    throw Complaint{o.points + ":" + std::to_string(lines + 1) + ": target for position " + std::to_string(lines) +
                    " is missing; the window needs " + std::to_string(run.window)};
  if (lines > run.window)
    throw Complaint{o.points + ":" + std::to_string(run.window + 1) + ": more targets than the window's " +
                    std::to_string(run.window) + " positions"};
  run.source = o.points;
}

FitRun checked(const FitOptions& o) {
  FitRun run;
  if (o.dim < 2 || o.dim % 2 != 0 || o.dim > largest_dim)
    throw Complaint{"--dim must be an even number from 2 to " + std::to_string(largest_dim)};
  if (o.window < 0 || o.window > largest_extend) throw Complaint{"--window must lie in 1.." + std::to_string(largest_extend)};
  run.problem.dim = o.dim;
  run.problem.base = number(o.base, "--base");
  run.problem.ridge = number(o.ridge, "--ridge");
  run.threshold = number(o.threshold, "--threshold");
  if (run.threshold.sign() < 0) throw Complaint{"--threshold must not be negative"};
  load_targets(o, run);
  run.extend = o.extend > 0 ? o.extend : 2 * run.window;
  if (o.extend < 0 || run.extend < run.window || run.extend > 2 * largest_extend)
    throw Complaint{"--extend is the end of the extension and must be at least the window, " + std::to_string(run.window)};
  return run;
}

Json enclosure(const Rational& lo, const Rational& hi, int digits = shown_digits) {
  const Enclosure e = make_enclosure(lo, hi, digits);
  return {{"lower", e.lower}, {"upper", e.upper}};
}

Json places(const std::vector<Window>& windows) {
  Json list = Json::array();
  for (const Window& w : windows) list.push_back(enclosure(w.lower, w.upper));
  return list;
}

Json maximum(const Maximum& m) { return {{"max_abs", enclosure(m.lower, m.upper)}, {"places", places(m.places)}}; }

Json crossing(const Crossing& c) {
  Json j = {{"exists", to_string(c.exists)}};
  if (c.exists != Truth::no) j["place"] = enclosure(c.place.lower, c.place.upper);
  return j;
}

Json describe(const FitRun& run, const FitSolution& fit, const FitExtrema& x, double seconds) {
  Json j = {{"schema", "posproof-fit-1"}, {"dim", run.problem.dim}, {"base", run.problem.base.str()},  {"window", run.window},
            {"extend", run.extend},       {"targets", run.source},  {"ridge", run.problem.ridge.str()}};
  j["inside"] = {{"integers", maximum(x.inside_integers)}, {"reals", maximum(x.inside_reals)}};
  if (x.outside_integers) j["outside"] = {{"integers", maximum(*x.outside_integers)}, {"reals", maximum(*x.outside_reals)}};
  j["threshold"] = run.threshold.str();
  j["first_integer_beyond"] = x.first_integer_beyond ? Json(*x.first_integer_beyond) : Json();
  j["undecided_integers"] = x.undecided_integers;
  j["first_real_beyond"] = crossing(x.first_real_beyond);
  j["max_abs_h"] = enclosure(x.largest_coefficient.lower, x.largest_coefficient.upper);
  j["gram"] = {{"smallest_eigenvalue", enclosure(fit.smallest.lower, fit.smallest.upper)},
               {"largest_eigenvalue", enclosure(fit.largest.lower, fit.largest.upper)},
               {"condition", enclosure(fit.largest.lower / fit.smallest.upper, fit.largest.upper / fit.smallest.lower)}};
  j["bits"] = fit.bits.value;
  j["evaluation_bits"] = x.evaluation_bits.value;
  j["seconds"] = seconds;
  j["theorems"] = {"T9", "T11", "P5", "P6", "P7", "P8", "P9", "P10"};
  return j;
}

std::string text_of(const Rational& lo, const Rational& hi) { return to_text(lo, hi, shown_digits); }

void print_maximum(const char* label, const Maximum& m) {
  std::cout << label << text_of(m.lower, m.upper) << " at s = ";
  constexpr std::size_t shown = 4;
  for (std::size_t i = 0; i < m.places.size() && i < shown; ++i)
    std::cout << (i > 0 ? " or " : "") << text_of(m.places[i].lower, m.places[i].upper);
  if (m.places.size() > shown) std::cout << " or " << m.places.size() - shown << " other places";
  std::cout << '\n';
}

void print_crossings(const FitRun& run, const FitExtrema& x) {
  std::cout << "first integer with |a| > " << run.threshold.str() << ": ";
  if (x.first_integer_beyond)
    std::cout << *x.first_integer_beyond;
  else
    std::cout << "none below " << run.extend;
  if (!x.undecided_integers.empty()) std::cout << " (" << x.undecided_integers.size() << " earlier ones undecided)";
  std::cout << "\nfirst real with |a| > " << run.threshold.str() << ": ";
  const Crossing& c = x.first_real_beyond;
  if (c.exists == Truth::no)
    std::cout << "none";
  else
    std::cout << text_of(c.place.lower, c.place.upper) << (c.exists == Truth::unknown ? " (undecided)" : "");
  std::cout << '\n';
}

void print_text(const FitRun& run, const FitSolution& fit, const FitExtrema& x) {
  std::cout << "fit of " << run.problem.dim << " unknowns, base " << run.problem.base.str() << ", to " << run.window
            << " targets from " << run.source;
  if (run.problem.ridge.sign() > 0) std::cout << ", ridge " << run.problem.ridge.str();
  std::cout << '\n';
  print_maximum("inside,  integers: max |a| = ", x.inside_integers);
  print_maximum("inside,  reals:    max |a| = ", x.inside_reals);
  if (x.outside_integers) {
    print_maximum("outside, integers: max |a| = ", *x.outside_integers);
    print_maximum("outside, reals:    max |a| = ", *x.outside_reals);
  }
  print_crossings(run, x);
  std::cout << "max |h_j| = " << text_of(x.largest_coefficient.lower, x.largest_coefficient.upper) << '\n'
            << "Gram matrix: eigenvalues from " << text_of(fit.smallest.lower, fit.smallest.upper) << " to "
            << text_of(fit.largest.lower, fit.largest.upper) << ", condition "
            << text_of(fit.largest.lower / fit.smallest.upper, fit.largest.upper / fit.smallest.lower) << '\n'
            << "certified at " << fit.bits.value << " bits, evaluated at " << x.evaluation_bits.value
            << "; theorems T9, T11, P5-P10\n";
}

LadderPlan plan_of(const FitOptions& o) {
  const LadderPlan full = full_ladder();
  LadderPlan plan{o.ladder_bits.empty() ? full.normal_equation_bits : o.ladder_bits,
                  o.qr_bits.empty() ? full.qr_bits : o.qr_bits};
  for (const auto* list : {&plan.normal_equation_bits, &plan.qr_bits})
    for (const long bits : *list)
      if (bits < 2 || bits > most_fit_bits)
        throw Complaint{"ladder precisions lie in 2.." + std::to_string(most_fit_bits) + " bits"};
  return plan;
}

int run_ladder(const FitOptions& o, const FitRun& run) {
  if (run.problem.ridge.sign() > 0) throw Complaint{"--ladder compares fits without a ridge"};
  if (run.extend == run.window) throw Complaint{"--ladder needs an extension beyond the window"};
  auto answer = ladder_study(run.problem, run.extend, plan_of(o));
  if (auto* refusal = std::get_if<FitRefusal>(&answer)) throw Complaint{refusal->reason};
  Json j = ladder_json(std::get<LadderStudy>(answer), run.problem, run.extend);
  j["targets"] = run.source;
  if (o.ladder_seeds > 0) j["many_seeds"] = seeds_json(run.problem, run.window, run.extend, o.ladder_seeds, run.threshold);
  std::ofstream out(o.ladder);
  out << j.dump(2) << '\n';
  out.flush();
  if (!out) throw Complaint{o.ladder + ": cannot be written"};
  return 0;
}

/// The decimal of `places` digits after the point nearest to the middle of x, exactly.
std::string rounded_decimal(const Ball& x, unsigned long places) {
  Integer unit;
  mpz_ui_pow_ui(unit.get_mpz_t(), 10, places);
  const Integer n = round(midpoint(x) * Rational(unit));
  std::string digits = Integer(abs(n)).get_str();
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, ".");
  return (n < 0 ? "-" : "") + digits;
}

/// One line per frequency: Re h_j and Im h_j, rounded to a decimal whose error is far below what certifies the fit.
void write_coefficients(const std::string& path, const FitSolution& fit) {
  constexpr unsigned long places = 24;
  const PrecisionScope scope{fit.bits};
  const Score score = fit.score.score();
  std::ofstream out(path);
  for (std::size_t j = 0; j < score.terms(); ++j)
    out << rounded_decimal(score.real_parts()[j], places) << ' ' << rounded_decimal(score.imaginary_parts()[j], places) << '\n';
  out.flush();
  if (!out) throw Complaint{path + ": cannot be written"};
}

int run_fit(const FitOptions& o) {
  try {
    const FitRun run = checked(o);
    if (!o.ladder.empty()) return run_ladder(o, run);
    const auto start = std::chrono::steady_clock::now();
    auto answer = fit_exactly(run.problem);
    if (auto* refusal = std::get_if<FitRefusal>(&answer)) throw Complaint{refusal->reason};
    const auto& fit = std::get<FitSolution>(answer);
    if (!o.coefficients.empty()) write_coefficients(o.coefficients, fit);
    const FitExtrema x = fit_extrema(fit, run.window, run.extend, run.threshold);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (o.json) {
      std::cout << describe(run, fit, x, seconds).dump(2) << '\n';
    } else {
      print_text(run, fit, x);
      std::cerr << "time " << seconds << " s\n";
    }
    return 0;
  } catch (const Complaint& c) {
    std::cerr << "posproof fit: " << c.what << '\n';
    return 2;
  }
}

}  // namespace

void add_fit_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<FitOptions>();
  auto* fit = app.add_subcommand("fit", "Exact least-squares score and its certified extrema inside and outside the window");
  fit->add_option("--dim", o->dim, "Head dimension d, even: d unknowns")->capture_default_str();
  fit->add_option("--base", o->base, "Base of the frequencies theta_j = base^(-2j/d), above 1")->capture_default_str();
  fit->add_option("--window", o->window, "Number of positions fitted, s = 0..L-1 (default: 2048, or the lines of --points)");
  fit->add_option("--points", o->points, "File with one decimal target per line for s = 0, 1, 2, ...");
  fit->add_option("--seed", o->seed, "Seed of standard normal targets (default 1)");
  fit->add_option("--extend", o->extend, "End M of the extension s = L..M-1 (default: twice the window)");
  fit->add_option("--threshold", o->threshold, "Report where |a| first exceeds this")->capture_default_str();
  fit->add_option("--ridge", o->ridge, "Add this times sum |h_j|^2 to the squares")->capture_default_str();
  fit->add_option("--coefficients", o->coefficients, "Also write Re h_j and Im h_j to this file, 24 digits after the point");
  fit->add_option("--ladder", o->ladder, "Instead: write the fit in many finite precisions to this file (minutes)");
  fit->add_option("--ladder-bits", o->ladder_bits, "Precisions of the normal equations (24, 53, 64: machine types)")
      ->delimiter(',');
  fit->add_option("--qr-bits", o->qr_bits, "Precisions of the QR factorisation")->delimiter(',');
  fit->add_option("--ladder-seeds", o->ladder_seeds, "Also count seeds 1..N beyond the threshold in binary32 and binary64")
      ->check(CLI::Range(0L, 100000L));
  fit->add_flag("--json", o->json, "One JSON object instead of text");
  fit->callback([o, &exit_code] { exit_code = run_fit(*o); });
}

}  // namespace posproof
