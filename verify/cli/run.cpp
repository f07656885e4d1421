#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>

#include "coq_check.hpp"
#include "decide_all.hpp"
#include "options.hpp"
#include "posproof/cli/commands.hpp"
#include "posproof/cli/exhibits.hpp"
#include "posproof/report/audit.hpp"
#include "posproof/report/record.hpp"
#include "posproof/report/write_reports.hpp"
#include "run_outputs.hpp"
#include "selection.hpp"
#include "session.hpp"

namespace posproof {
namespace {

struct RunOptions {
  std::vector<std::string> targets;
  std::string cases;
  std::string out = "reports/out";
  std::string coq;
  std::vector<std::string> formats;
  DecisionOptions decision;
  bool strict = false;
  bool slow = false;
  bool plan = false;
  bool pdf = false;
  std::string certificates;  ///< directory; "": none are written
  bool check_certificates = true;
};

void print_contradictions(const std::vector<ClaimRecord>& claims) {
  for (const auto& c : claims) {
    if (c.as_expected != AsExpected::contradicted) continue;
    std::cout << fmt::format("{}:{}: {}: {}, found {}: {}\n", c.file, c.line, c.id, expectation_text(c), c.outcome,
                             finding_text(c));
  }
}

int run(const RunOptions& o) {
  auto formats = checked_formats(o.formats);
  if (o.pdf && std::find(formats.begin(), formats.end(), "latex") == formats.end()) formats.emplace_back("latex");
  const auto tree = read_cases(cases_directory(o.cases));
  const auto chosen = select_cases(tree, o.targets, o.slow);
  if (chosen.empty()) {
    std::cerr << "posproof run: no case matches";
    for (const auto& t : o.targets) std::cerr << " '" << t << "'";
    std::cerr << "; `posproof list` shows them\n";
    return 3;
  }
  std::optional<CertificatePlan> certificates;
  if (!o.certificates.empty()) {
    make_certificate_directory(o.certificates);
    certificates = CertificatePlan{o.certificates, o.check_certificates ? find_checker() : std::nullopt};
    if (o.check_certificates && !certificates->checker)
      std::cerr << "posproof run: posproof-check was found neither beside posproof nor on PATH; certificates are written, but "
                   "not checked\n";
  }
  const Settings settings = o.decision.settings();
  const ThreadLimit threads(settings.jobs);
  const Stopwatch watch;
  Decided decided = decide_all(chosen, settings, o.plan, certificates);
  if (!o.coq.empty()) mark_backed_by_coq(decided.records, chosen, o.coq);
  RunInfo info = run_info(settings, o.targets);
  info.seconds = watch.seconds();
  info.not_run = decided.not_run;
  Results results = assemble_results(std::move(info), tree.documents, std::move(decided.records));
  // Whoever presses Ctrl-C does not want to wait for figures.
  if (results.run.not_run.empty()) add_exhibits(results, o.out);
  add_appendices(results);
  write_outputs(results, formats, o.out);
  const PdfOutcome pdf = o.pdf ? make_pdf(o.out) : PdfOutcome{true, ""};
  print_contradictions(results.claims);
  std::cout << summary_line(count_outcomes(results.claims)) << '\n';
  if (certificates || !o.coq.empty()) std::cout << backings_line(count_backings(results.claims)) << '\n';
  if (const std::string cut = interruption_text(results.run); !cut.empty()) std::cout << cut << '\n';
  std::cerr << fmt::format("wrote {} in {:.1f} s\n", o.out, watch.seconds());
  if (!pdf.message.empty()) std::cerr << pdf.message << '\n';
  const int verdicts = run_exit_code(results, o.strict);
  const int code = pdf.made ? verdicts : 2;
  if (decided.abandoned) {
    std::cout.flush();
    std::_Exit(code);
  }
  return code;
}

}  // namespace

void add_run_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<RunOptions>();
  auto* sub = app.add_subcommand("run", "Decide case files and write reports");
  sub->add_option("target", o->targets, "Ids, document ids, tags, case files or directories (default: every shipped case)");
  sub->add_option("--cases", o->cases, "Directory of cases (default: cases)");
  sub->add_option("--out", o->out, "Directory for the reports (default: reports/out)");
  sub->add_option("--format", o->formats, "Comma-separated: json, md, junit, latex, html, sarif (default: json,md,junit)")
      ->delimiter(',');
  sub->add_flag("--pdf", o->pdf, "Write report.tex and run latexmk on it");
  sub->add_option("--coq", o->coq, "Directory of `posproof export-coq --check`: verdicts that Coq accepted are marked");
  sub->add_flag("--strict", o->strict, "Any UNDECIDED makes the exit code 4");
  sub->add_flag("--slow", o->slow, "Also run the cases tagged slow");
  sub->add_flag("--explain-plan", o->plan, "Say on stderr which path each claim takes and why");
  sub->add_option("--certificates", o->certificates,
                  "Also write a certificate of each decided claim into this directory (docs/certificates.md)");
  sub->add_flag("--check-certificates,!--no-check-certificates", o->check_certificates,
                "Have posproof-check check them (default, when it is installed)");
  o->decision.add_to(*sub);
  sub->footer(
      "Exit code: 0 all as expected, 1 a verdict contradicts its expectation, 2 unreadable input, 3 nothing matched,\n"
      "4 UNDECIDED where a verdict was expected or interrupted by Ctrl-C (what is decided by then is written), 5 the kernels "
      "disagree.\n\n"
      "Examples:\n"
      "  posproof run\n"
      "  posproof run decay-article --format md,html --out out\n"
      "  posproof run cases/controls --strict --jobs 1\n"
      "  posproof run --certificates proofs --out out");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace posproof
