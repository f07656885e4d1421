#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "options.hpp"
#include "posproof/analysis/real_range.hpp"
#include "posproof/cli/commands.hpp"
#include "posproof/decide/extrema.hpp"
#include "posproof/report/results_json.hpp"

namespace posproof {
namespace {

struct RangeOptions {
  std::string expression, over;
  std::vector<std::string> where;
  int digits = 10;
  DecisionOptions decision;
  bool json = false;
};

std::string place_text(const Extreme& e) {
  std::string text;
  for (const auto& p : e.places) text += (text.empty() ? "" : " or ") + to_text(p.lower, p.upper, 12);
  return text;
}

Json extreme_json(const Extreme& e) {
  Json places = Json::array();
  for (const auto& p : e.places) {
    const Enclosure x = make_enclosure(p.lower, p.upper);
    places.push_back({{"lower", x.lower}, {"upper", x.upper}});
  }
  return {{"value", {{"lower", e.value.lower}, {"upper", e.value.upper}}}, {"places", places}, {"reached", e.reached}};
}

int range(const RangeOptions& o) {
  const Settings settings = o.decision.settings();
  const ThreadLimit threads(settings.jobs);
  const Extrema x = certified_extrema(o.expression, o.over, definitions_of(o.where), o.digits, settings);
  if (o.json) {
    std::cout << Json{{"schema", "posproof-range/1"},       {"expression", o.expression},         {"over", o.over},
                      {"minimum", extreme_json(x.minimum)}, {"maximum", extreme_json(x.maximum)}, {"method", x.method}}
                     .dump(2)
              << '\n';
  } else {
    std::cout << "minimum  " << x.minimum.text << "\n     at  " << place_text(x.minimum) << "\nmaximum  " << x.maximum.text
              << "\n     at  " << place_text(x.maximum) << "\nmethod   " << x.method << '\n';
  }
  return x.minimum.reached && x.maximum.reached ? 0 : 4;
}

}  // namespace

void add_range_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<RangeOptions>();
  auto* sub = app.add_subcommand("range", "Certified minimum and maximum of an expression, and where they are");
  sub->add_option("expression", o->expression, "An expression in one variable")->required();
  sub->add_option("--over", o->over, "The variable and its domain, such as 's in [0, 4096]' or 'n in 1..5000'")->required();
  sub->add_option("--where", o->where, "A definition 'NAME = EXPR' or 'NAME(x) = EXPR'; may be repeated")->take_all();
  sub->add_option("--digits", o->digits, "Significant digits wanted (default 10)")->check(CLI::Range(1, 50));
  sub->add_flag("--json", o->json, "One JSON object on stdout");
  o->decision.add_to(*sub);
  sub->footer(
      "Exit code 4 when the digits asked for could not be had within the budget.\n\n"
      "Example:\n  posproof range 'f(s; 128, 10000)' --over 's in [0, 4096]' --digits 10");
  sub->callback([o, &exit_code] { exit_code = range(*o); });
}

}  // namespace posproof
