#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "options.hpp"
#include "posproof/cli/commands.hpp"
#include "posproof/decide/decide.hpp"
#include "posproof/report/results_json.hpp"
#include "terminal.hpp"

namespace posproof {
namespace {

struct CheckOptions {
  std::string formula;
  std::vector<std::string> where;
  DecisionOptions decision;
  bool json = false;
  bool plan = false;
};

int verdict_exit_code(const Verdict& v) {
  if (std::holds_alternative<Proved>(v)) return 0;
  if (std::holds_alternative<Refuted>(v)) return 1;
  return 4;
}

int check(const CheckOptions& o) {
  const auto definitions = definitions_of(o.where);
  try {
    const auto prepared = prepare(command_line_source(o.formula), definitions);
    Progress progress(!o.json);
    Settings settings = o.decision.settings();
    settings.progress = [&](const std::string& what, double share) { progress.show(what, share); };
    if (o.plan) std::cerr << "plan:\n" << explain_plan(prepared, settings);
    const ThreadLimit threads(settings.jobs);
    const Verdict v = decide(prepared, settings);
    if (o.json)
      std::cout << verdict_json(o.formula, v).dump(2) << '\n';
    else
      std::cout << verdict_text(v);
    return verdict_exit_code(v);
  } catch (const ClaimError& e) {
    if (o.json) std::cout << verdict_json(o.formula, e).dump(2) << '\n';
    throw;
  }
}

}  // namespace

void add_check_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<CheckOptions>();
  auto* sub = app.add_subcommand("check", "Decide one claim, typed by hand");
  sub->add_option("formula", o->formula, "The claim, such as 'forall n in 1..100: sin(n) <= 1'")->required();
  sub->add_option("--where", o->where, "A definition 'NAME = EXPR' or 'NAME(x) = EXPR'; may be repeated")->take_all();
  sub->add_flag("--json", o->json, "One JSON object on stdout");
  sub->add_flag("--explain-plan", o->plan, "Say on stderr which path the claim takes and why");
  o->decision.add_to(*sub);
  sub->footer(
      "Prints PROVED, REFUTED or UNDECIDED first, then the evidence.\n"
      "Exit code: 0 PROVED, 1 REFUTED, 4 UNDECIDED, 2 for an error in the claim.\n\n"
      "Examples:\n"
      "  posproof check 'forall n in 1..2000: abs(f(n; 128, 10000)) <= 64'\n"
      "  posproof check 'exists n in 1..5000: g(n) < 0' --where 'g(n) = f(n; 128, 10000)'\n"
      "  posproof check 'sin(1)^2 + cos(1)^2 == 1'");
  sub->callback([o, &exit_code] { exit_code = check(*o); });
}

}  // namespace posproof
