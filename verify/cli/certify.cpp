#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "certificates.hpp"
#include "options.hpp"
#include "posproof/cli/commands.hpp"
#include "posproof/decide/decide.hpp"
#include "selection.hpp"
#include "terminal.hpp"

namespace posproof {
namespace {

constexpr int no_certificate = 2;
constexpr int rejected_code = 1;
constexpr int undecided_code = 4;

struct CertifyOptions {
  std::string target;
  std::string out;
  std::string cases;
  std::vector<std::string> where;
  DecisionOptions decision;
  bool check = true;
};

/// "document/claim": a formula needs at least a comparison, which no id has.
bool looks_like_id(const std::string& text) {
  const auto allowed = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.' || c == '/';
  };
  return text.find('/') != std::string::npos && std::all_of(text.begin(), text.end(), allowed);
}

PreparedClaim prepared_claim(const CertifyOptions& o, Settings& settings) {
  if (!looks_like_id(o.target)) return prepare(command_line_source(o.target), definitions_of(o.where));
  const auto tree = read_cases(cases_directory(o.cases));
  const Case& item = case_by_id(tree, o.target);
  if (item.kind == "empirical") throw NoCertificate("the claim is EMPIRICAL");
  if (item.budget > 0) settings.budget = static_cast<std::uint64_t>(item.budget);
  PreparedClaim claim = prepare(item.claim, item.definitions);
  claim.id = item.id;
  return claim;
}

int run_certify(const CertifyOptions& o) {
  Settings settings = o.decision.settings();
  const ThreadLimit threads(settings.jobs);
  try {
    const PreparedClaim claim = prepared_claim(o, settings);
    const Verdict verdict = decide(claim, settings);
    if (std::holds_alternative<Undecided>(verdict)) {
      std::cerr << "no certificate: the claim is UNDECIDED\n";
      return undecided_code;
    }
    const auto checker = o.check ? find_checker() : std::nullopt;
    const CertificateOutcome c = write_certificate(claim, verdict, o.out, settings, checker);
    if (!c.written) throw NoCertificate(c.reason);
    const CertificateSummary& s = c.summary;
    std::cout << fmt::format("{}\n{}: {} lines, {} leaves, {} bytes, sha256 {}\n", verdict_word(verdict), o.out, s.lines,
                             s.leaves, s.bytes, s.sha256);
    if (!o.check) return 0;
    if (c.accepted)
      std::cout << fmt::format("accepted by posproof-check in {:.2f} s\n", c.seconds);
    else if (checker)
      std::cerr << c.reason << '\n';
    else
      std::cout << "not checked: posproof-check was found neither beside posproof nor on PATH\n";
    return checker && !c.accepted ? rejected_code : 0;
  } catch (const NoCertificate& e) {
    std::cerr << "no certificate yet: " << e.what() << '\n';
    return no_certificate;
  }
}

}  // namespace

void add_certify_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<CertifyOptions>();
  auto* sub = app.add_subcommand("certify", "Decide one claim and write a certificate that posproof-check checks");
  sub->add_option("claim", o->target, "Id of a case, as `posproof list` prints it, or a formula")->required();
  sub->add_option("-o,--out", o->out, "The file to write; compressed when its name ends in .gz")->required();
  sub->add_option("--where", o->where, "A definition 'NAME = EXPR' or 'NAME(x) = EXPR' for a formula; may be repeated")
      ->take_all();
  sub->add_option("--cases", o->cases, "Directory of cases (default: cases)");
  sub->add_flag("--check,!--no-check", o->check, "Have posproof-check, when it is installed, check what was written (default)");
  o->decision.add_to(*sub);
  sub->footer(
      "Exit code: 0 written, 1 posproof-check does not accept it, 2 no certificate (the reason is said) or an error, 4 "
      "UNDECIDED.\n\n"
      "Examples:\n"
      "  posproof certify position-interpolation/theorem-2-1-ones -o proof.jsonl && posproof-check proof.jsonl\n"
      "  posproof certify 'forall n in 1..200000: f(n; 128, 10000) <= 64' -o sweep.jsonl.gz");
  sub->callback([o, &exit_code] { exit_code = run_certify(*o); });
}

}  // namespace posproof
