#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "posproof/cli/commands.hpp"
#include "posproof/report/neutral.hpp"
#include "posproof/report/results_json.hpp"
#include "posproof/report/write_reports.hpp"

namespace posproof {
namespace {

struct ReportArguments {
  std::string results, out;
  std::vector<std::string> formats{"md"};
  bool pdf = false, neutral = false;
};

int run_report(const ReportArguments& a) {
  const std::filesystem::path file(a.results);
  const Results results = a.neutral ? neutral(read_results(file)) : read_results(file);
  const std::filesystem::path directory = file.has_parent_path() ? file.parent_path() : ".";
  if (a.out.empty() && a.formats.size() == 1 && !a.pdf) {
    std::cout << render_format(a.formats[0], results, directory);
    return 0;
  }
  const std::filesystem::path out = a.out.empty() ? directory : std::filesystem::path(a.out);
  for (const std::string& name : write_reports(results, a.formats, directory, out)) std::cout << (out / name).string() << "\n";
  if (!a.pdf) return 0;
  const PdfOutcome pdf = make_pdf(out);
  (pdf.made ? std::cout : std::cerr) << pdf.message << "\n";
  return pdf.made ? 0 : 2;
}

}  // namespace

void add_report_command(CLI::App& app, int& exit_code) {
  CLI::App* sub = app.add_subcommand("report", "Render results.json; nothing is evaluated again");
  auto a = std::make_shared<ReportArguments>();
  sub->add_option("RESULTS", a->results, "results.json of a run")->required();
  sub->add_option("--format", a->formats, "md, latex, html, junit, sarif, json, github (several with commas)")
      ->delimiter(',')
      ->check(CLI::IsMember(report_formats()));
  sub->add_option("--out", a->out, "folder to write into; one format without --out goes to stdout");
  sub->add_flag("--pdf", a->pdf, "write report.tex and run latexmk on it");
  sub->add_flag("--neutral", a->neutral, "leave out clock, host and times: the same bytes wherever the run was made");
  sub->footer(
      "Examples:\n  posproof report reports/out/results.json --format html --out site\n"
      "  posproof report reports/out/results.json --format md >> \"$GITHUB_STEP_SUMMARY\"");
  sub->callback([a, &exit_code] {
    try {
      if (a->pdf && std::find(a->formats.begin(), a->formats.end(), "latex") == a->formats.end()) a->formats.push_back("latex");
      exit_code = run_report(*a);
    } catch (const ResultsError& e) {
      std::cerr << "posproof report: " << e.what() << "\n";
      exit_code = 2;
    }
  });
}

}  // namespace posproof
