#include "posproof/report/diff.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "posproof/cli/commands.hpp"

namespace posproof {
namespace {

struct DiffArguments {
  std::string before, after, format = "text";
  DiffOptions options;
  bool strict = false;
};

int run_diff(const DiffArguments& a) {
  const RunDiff d = compare_runs(read_results(a.before), read_results(a.after), a.options);
  if (a.format == "json")
    std::cout << diff_json(d).dump(1, ' ', false, Json::error_handler_t::replace) << "\n";
  else
    std::cout << (a.format == "md" ? diff_markdown(d) : diff_text(d));
  const bool stricter = a.strict && !(d.margins.empty() && d.vanished.empty() && d.slower.empty());
  return any_worse(d) || stricter ? 1 : 0;
}

}  // namespace

void add_diff_command(CLI::App& app, int& exit_code) {
  CLI::App* sub = app.add_subcommand("diff", "What changed between two runs; exit 1 when a verdict got worse");
  auto a = std::make_shared<DiffArguments>();
  sub->add_option("OLD", a->before, "results.json of the earlier run")->required();
  sub->add_option("NEW", a->after, "results.json of the later run")->required();
  sub->add_option("--format", a->format, "text, md or json")->check(CLI::IsMember({"text", "md", "json"}));
  sub->add_option("--slower", a->options.slower_factor, "report claims that take more than this many times as long")
      ->check(CLI::PositiveNumber);
  sub->add_flag("--strict", a->strict, "weaker margins, vanished and slower claims give exit 1 as well");
  sub->footer(
      "Example:\n  posproof diff baseline/results.json reports/out/results.json --format md >> \"$GITHUB_STEP_SUMMARY\"");
  sub->callback([a, &exit_code] {
    try {
      exit_code = run_diff(*a);
    } catch (const ResultsError& e) {
      std::cerr << "posproof diff: " << e.what() << "\n";
      exit_code = 2;
    }
  });
}

}  // namespace posproof
