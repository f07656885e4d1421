#include "posproof/cli/float32.hpp"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "options.hpp"
#include "posproof/analysis/float32_study.hpp"
#include "posproof/arith/enclosure.hpp"

namespace posproof {
namespace {

using Json = nlohmann::ordered_json;

struct Float32Options {
  long dim = 512, limit = 1'000'000, window = 0;
  std::string base = "10000", fraction = "0.01", output;
  int jobs = 1;
  bool json = false;
};

constexpr long largest_limit = 1L << 24;  // integers that binary32 holds exactly
constexpr long shown_digits = 12;

struct Complaint {
  std::string what;
};

/// What one position shows: the value of the exact emulation, the truth, and what any library may give.
Json position(const Float32Reading& reading, long n) {
  const PrecisionScope scope{Bits{128}};
  const Rational value = Rational::from_double(reading.value(n));
  const Ball truth = reading.truth_ball(n), error = Ball(value) - truth;
  const auto range = reading.any_order(n);
  const auto json = [](const Ball& x) {
    const Enclosure e = enclose(x, shown_digits);
    return Json{{"lower", e.lower}, {"upper", e.upper}};
  };
  const Enclosure any = make_enclosure(Rational::from_double(range.lower), Rational::from_double(range.upper), shown_digits);
  return {{"n", n},
          {"computed", value.str()},
          {"f_n", json(truth)},
          {"error", json(error)},
          {"any_library", {{"lower", any.lower}, {"upper", any.upper}}}};
}

Json bounds_up_to(const Float32Reading& reading, long n) {
  const PrecisionScope scope{Bits{80}};
  const auto up = [&](Float32Family family) {
    return make_enclosure(Rational(0), upper(error_upper(reading, n, family)), 6).upper;
  };
  return {{"n", n},
          {"correctly_rounded", up(Float32Family::correctly_rounded)},
          {"within_one_ulp", up(Float32Family::within_one_ulp)}};
}

Json described(const Float32Options& o) {
  if (o.dim < 2 || o.dim % 2 != 0 || o.dim > 65536) throw Complaint{"--dim must be an even number from 2 to 65536"};
  if (o.limit < 1 || o.limit > largest_limit) throw Complaint{"--limit must lie in 1..16777216"};
  const auto base = Rational::parse(o.base), fraction = Rational::parse(o.fraction);
  if (!base || *base <= Rational(1) || *base >= Rational(1L << 23) ||
      Rational::from_double(static_cast<float>(base->approx_double())) != *base)
    throw Complaint{"--base must be a binary32 number above 1 and below 2^23, such as 10000"};
  if (!fraction || fraction->sign() <= 0) throw Complaint{"--fraction must be a positive number, such as 0.01"};
  const Float32Reading reading(o.dim, *base);
  const long window = o.window > 0 ? o.window : longest_period(reading);
  if (window > o.limit) throw Complaint{"--limit must be at least one window, " + std::to_string(window)};
  const Rational threshold = *fraction * Rational(o.dim / 2);
  const Float32Study s = study_float32(reading, o.limit, window, threshold.approx_double(), o.jobs);
  const auto possible = first_possible_total_loss(reading, o.limit);
  const auto optional = [](const std::optional<long>& n) { return n ? Json(*n) : Json(); };
  Json j = {{"schema", "posproof-float32/1"}, {"dim", o.dim}, {"base", base->str()}, {"limit", o.limit}, {"window", window},
            {"threshold", threshold.str()}};
  j["first_total_loss"] = optional(s.first_total_loss);
  j["first_possible_total_loss"] = optional(possible);
  j["onset"] = optional(s.onset);
  j["largest_error"] = {{"n", s.place},
                        {"upper", make_enclosure(Rational(0), Rational::from_double(s.largest_upper), 8).upper}};
  j["positions"] = Json::array();
  for (const auto& n : {std::optional<long>(1024), possible, s.first_total_loss, std::optional<long>(s.place)})
    if (n && *n <= o.limit) j["positions"].push_back(position(reading, *n));
  j["bounds"] = Json::array();
  for (long n = 1000; n <= o.limit; n *= 10) j["bounds"].push_back(bounds_up_to(reading, n));
  j["theorems"] = {"D11", "D12", "T14", "T15"};
  return j;
}

std::string shown(const Json& n) { return n.is_null() ? "none" : n.dump(); }

void print(const Json& j) {
  std::cout << "binary32, d = " << j["dim"] << ", base " << j["base"].get<std::string>() << ", n = 1.." << j["limit"] << "\n"
            << "first n at which the error reaches |f_n|:    " << shown(j["first_total_loss"])
            << " (correctly rounded, summed in order)\n"
            << "first n at which some library may get there: " << shown(j["first_possible_total_loss"])
            << " (functions within 1 ulp, any order)\n"
            << "from here on every window of " << j["window"] << " holds an error above " << j["threshold"].get<std::string>()
            << ": " << shown(j["onset"]) << "\n"
            << "largest error: below " << j["largest_error"]["upper"].get<std::string>()
            << ", at n = " << j["largest_error"]["n"] << "\n";
  for (const auto& p : j["positions"])
    std::cout << "n = " << p["n"] << ": computed " << p["computed"].get<std::string>() << ", f_n in ["
              << p["f_n"]["lower"].get<std::string>() << ", " << p["f_n"]["upper"].get<std::string>() << "]\n";
}

int run_float32(const Float32Options& o) {
  try {
    const Json j = described(o);
    if (!o.output.empty()) {
      std::ofstream out(o.output);
      out << j.dump(2) << '\n';
      out.flush();
      if (!out) throw Complaint{o.output + ": cannot be written"};
    } else if (o.json) {
      std::cout << j.dump(2) << '\n';
    } else {
      print(j);
    }
    return 0;
  } catch (const Complaint& c) {
    std::cerr << "posproof float32: " << c.what << '\n';
    return 2;
  }
}

}  // namespace

void add_float32_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Float32Options>();
  auto* sub = app.add_subcommand("float32", "The decay sum as computed in single precision, against its certified value");
  sub->add_option("--dim", o->dim, "Head dimension d, even")->capture_default_str();
  sub->add_option("--base", o->base, "Base of the frequencies theta_t = base^(-2t/d)")->capture_default_str();
  sub->add_option("--limit", o->limit, "Every position n = 1..N is computed")->capture_default_str();
  sub->add_option("--fraction", o->fraction, "Report from where on the error exceeds this part of d/2 in every window")
      ->capture_default_str();
  sub->add_option("--window", o->window, "Length of a window (default: the longest period of a term)");
  sub->add_option("--jobs", o->jobs, "Threads; the result does not depend on it")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  sub->add_option("-o,--output", o->output, "Write the study to this file as JSON");
  sub->add_flag("--json", o->json, "One JSON object instead of text");
  sub->callback([o, &exit_code] { exit_code = run_float32(*o); });
}

}  // namespace posproof
