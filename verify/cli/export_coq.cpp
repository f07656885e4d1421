#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <regex>

#include "coq_check.hpp"
#include "options.hpp"
#include "posproof/cli/commands.hpp"
#include "posproof/decide/decide.hpp"
#include "selection.hpp"

namespace posproof {
namespace {

constexpr int cannot = 2;
constexpr int undecided = 4;

struct ExportOptions {
  std::vector<std::string> targets;
  std::vector<std::string> where;
  std::string cases, out;
  DecisionOptions decision;
  bool check = false;
  int seconds = 600;
};

/// A claim to export, with the budget of its case.
struct Target {
  PreparedClaim claim;
  std::string name;
  std::uint64_t budget = 0;
};

Target target_of(const std::string& text, const ExportOptions& o) {
  static const std::regex id("[a-z0-9-]+/[a-z0-9.-]+");
  if (!std::regex_match(text, id)) return {prepare(command_line_source(text), definitions_of(o.where)), coq_name(""), 0};
  const auto tree = read_cases(cases_directory(o.cases));
  const Case& c = case_by_id(tree, text);
  if (c.kind == "empirical") throw CannotExport("an empirical claim has no formula");
  Target t{prepare(c.claim, c.definitions), coq_name(c.id), c.budget > 0 ? static_cast<std::uint64_t>(c.budget) : 0};
  t.claim.id = c.id;
  return t;
}

/// Exit code of one target.
int export_one(const std::string& text, const ExportOptions& o) {
  bool open = false;
  try {
    const Target t = target_of(text, o);
    Settings settings = o.decision.settings();
    if (t.budget > 0) settings.budget = t.budget;
    const Verdict verdict = decide(t.claim, settings);
    open = std::holds_alternative<Undecided>(verdict);
    const CoqScript script = export_coq(t.claim, t.name, verdict);
    write_coq_files(script, o.out);
    std::cout << fmt::format("{:<10}  {}  by {}: {}/{}\n", verdict_word(verdict), script.theorem, script.method, o.out,
                             script.files.back().first);
    if (!o.check) return 0;
    const CoqRun run = run_coq(script, o.out, o.seconds);
    if (!run.started) {
      std::cerr << "posproof export-coq: there is no coqc to check with\n";
      return 2;
    }
    write_coq_record(script, run, t.claim, o.out);
    std::cout << fmt::format("{:<10}  {} assumptions, {:.1f} s\n", run.accepted ? "accepted" : "rejected",
                             run.assumptions.size(), run.seconds);
    if (!run.accepted) std::cerr << run.reason << '\n';
    return run.accepted ? 0 : 1;
  } catch (const CannotExport& e) {
    std::cerr << fmt::format("cannot export {}: {}\n", text, e.what());
    return open ? undecided : cannot;
  }
}

int export_all(const ExportOptions& o) {
  const ThreadLimit threads(o.decision.settings().jobs);
  int worst = 0;
  for (const std::string& t : o.targets) {
    const int code = export_one(t, o);
    // As everywhere: 2 before 1 before 4.
    const auto rank = [](int c) { return c == cannot ? 3 : c == 1 ? 2 : c == undecided ? 1 : 0; };
    if (rank(code) > rank(worst)) worst = code;
  }
  return worst;
}

}  // namespace

void add_export_coq_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<ExportOptions>();
  auto* sub = app.add_subcommand("export-coq", "Write a Coq proof of what posproof decides");
  sub->add_option("target", o->targets, "Ids of cases, or a formula")->required();
  sub->add_option("-o,--out", o->out, "Directory for the .v files")->required();
  sub->add_option("--where", o->where, "A definition 'NAME = EXPR' for a formula; may be repeated")->take_all();
  sub->add_option("--cases", o->cases, "Directory of cases (default: cases)");
  sub->add_flag("--check", o->check, "Run coqc and write NAME.coq.json, which `posproof run --coq DIR` reads");
  sub->add_option("--seconds", o->seconds, "Processor time for each file under --check")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  o->decision.add_to(*sub);
  sub->footer(
      "The claim is exported when it is PROVED, its negation when it is REFUTED; docs/coq.md says what can be exported.\n"
      "Needs Coq 8.16 and CoqInterval 4.6 (Debian: coq, libcoq-interval) for --check only. Compile by hand, in the order\n"
      "that the command prints:  cd DIR && coqc PosproofClaims.v && ... && coqc NAME.v\n"
      "Exit code: 0 exported (and accepted), 1 coqc rejects it, 2 cannot be exported, or there is no coqc, 4 UNDECIDED.\n\n"
      "Examples:\n"
      "  posproof export-coq position-interpolation/theorem-2.1 -o out --check\n"
      "  posproof export-coq 'exists n in 1..5000: f(n; 128, 10000) < 0' -o out\n"
      "  posproof export-coq 'forall s in [0, 10]: f(s; 128, 10000) >= 40' -o out --check");
  sub->callback([o, &exit_code] { exit_code = export_all(*o); });
}

}  // namespace posproof
