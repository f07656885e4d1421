#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "options.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/cli/commands.hpp"
#include "posproof/decide/decide.hpp"
#include "selection.hpp"

namespace posproof {
namespace {

struct ListOptions {
  std::string cases;
  std::vector<std::string> targets;
  std::string id;
};

int list(const ListOptions& o) {
  const auto tree = read_cases(cases_directory(o.cases));
  const auto chosen = select_cases(tree, o.targets, true);
  for (const auto& c : chosen) {
    const std::string expected = !c.expect ? "" : c.expect->error.empty() ? c.expect->verdict : "error " + c.expect->error;
    std::cout << fmt::format("{:<56} {:<22} {}\n", c.id, expected, c.title);
  }
  return chosen.empty() ? 3 : 0;
}

void print_case(const Case& c) {
  const auto line = [](const char* label, const std::string& text) {
    if (!text.empty()) std::cout << fmt::format("{:<13}{}\n", label, text);
  };
  line("id", c.id);
  line("title", c.title);
  line("file", fmt::format("{}:{}", c.file.string(), c.claim_line));
  line("locator", c.locator);
  line("says", c.says);
  line("claim", c.claim.text);
  for (const auto& d : c.definitions) {
    std::string head = d.name;
    for (std::size_t i = 0; i < d.parameters.size(); ++i) head += (i == 0 ? "(" : ", ") + d.parameters[i];
    line("where", head + (d.parameters.empty() ? "" : ")") + " = " + d.source.text);
  }
  line("experiment", c.experiment);
  if (c.expect) line("expected", c.expect->error.empty() ? c.expect->verdict : "error " + c.expect->error);
  line("why", c.why);
  line("repaired by", c.repaired_by);
}

int show(const ListOptions& o, bool explain) {
  const auto tree = read_cases(cases_directory(o.cases));
  const Case& c = case_by_id(tree, o.id);
  print_case(c);
  if (c.kind == "empirical") return 0;
  const auto prepared = prepare(c.claim, c.definitions);
  std::cout << fmt::format("{:<13}${}$\n", "LaTeX", to_latex(prepared.parsed));
  if (explain) {
    std::cout << fmt::format("{:<13}{}\n", "expanded", to_text(prepared.formula));
    std::cout << "plan\n" << explain_plan(prepared, Settings{});
  }
  return 0;
}

void add(CLI::App& app, int& exit_code, const char* name, const char* help, bool explain) {
  auto o = std::make_shared<ListOptions>();
  auto* sub = app.add_subcommand(name, help);
  sub->add_option("id", o->id, "Id of a case, as `posproof list` prints it")->required();
  sub->add_option("--cases", o->cases, "Directory of cases (default: cases)");
  sub->callback([o, &exit_code, explain] { exit_code = show(*o, explain); });
}

}  // namespace

void add_list_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<ListOptions>();
  auto* sub = app.add_subcommand("list", "List the cases: id, expected verdict, title");
  sub->add_option("target", o->targets, "Ids, document ids, tags, files or directories (default: all)");
  sub->add_option("--cases", o->cases, "Directory of cases (default: cases)");
  sub->callback([o, &exit_code] { exit_code = list(*o); });
}

void add_show_command(CLI::App& app, int& exit_code) {
  add(app, exit_code, "show", "Show one case as its file states it", false);
}

void add_explain_command(CLI::App& app, int& exit_code) {
  add(app, exit_code, "explain", "Show one case with its definitions expanded and the path it takes", true);
}

}  // namespace posproof
