#include <fmt/core.h>
#include <tbb/parallel_for.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "options.hpp"
#include "posproof/claim/prepare.hpp"
#include "posproof/cli/commands.hpp"
#include "posproof/decide/decide.hpp"
#include "posproof/decide/witness.hpp"
#include "posproof/report/record.hpp"
#include "posproof/report/results_json.hpp"

namespace posproof {
namespace {

constexpr std::uint64_t full_work = 300'000;  // evaluations that are repeated in full; beyond, a sample

struct RecheckOptions {
  std::string file;
  std::string kernel = "mpfi";
  DecisionOptions decision;
};

struct Reply {
  bool agrees = true;
  bool looked = false;
  std::string how;
};

PreparedClaim prepared_again(const ClaimRecord& c) {
  auto p = prepare(Source{c.file, c.claim, 1, 1}, definitions_of(c.where));
  p.id = c.id;
  return p;
}

Reply check_witness(const ClaimRecord& c, const PreparedClaim& p, const Settings& settings) {
  const Truth expected = truth_of(c.outcome == "PROVED");
  const Truth found = truth_at_witness(p.formula, *c.witness, settings);
  if (found == expected) return {true, true, "witness"};
  return {false, true,
          "the recorded witness does not " + std::string(certainly(expected) ? "satisfy" : "refute") + " the claim"};
}

Reply decide_again(const ClaimRecord& c, const PreparedClaim& p, const Settings& settings) {
  const Verdict v = decide(p, settings);
  ClaimRecord again;
  fill_outcome(again, v);
  const bool sampled =
      std::any_of(again.notes.begin(), again.notes.end(), [](const auto& n) { return n.rfind("sampled", 0) == 0; });
  // The witness itself was recomputed; a sample says nothing against it unless it finds a smaller one.
  const bool has_witness = c.witness && !c.witness->values.empty();
  if (sampled && has_witness && !again.witness) return {true, true, "witness in full, smaller elements sampled"};
  if (again.outcome != c.outcome)
    return {false, true, "recomputed verdict is " + again.outcome + ", the file says " + c.outcome};
  if (c.method == "limit rules" && c.witness && (!again.witness || again.witness->values != c.witness->values))
    return {false, true, "the recorded return is not the one that is found"};
  if (c.method == "integer sweep" && c.witness && again.witness && again.witness->values != c.witness->values)
    return {false, true, "the recorded witness is not the smallest"};
  if (sampled) return {true, true, again.notes.back()};
  return {true, true, again.method == "identity" ? "identity, derived again" : "in full"};
}

Reply recheck(const ClaimRecord& c, const Settings& settings) {
  if (c.outcome == "EMPIRICAL") return {true, false, "needs an experiment"};
  try {
    const auto p = prepared_again(c);
    if (c.outcome == "ERROR") {
      decide(p, settings);
      return {false, true, "the file says ERROR " + c.error->code + ", and there is none"};
    }
    // The place of return that goes with a limit is found and enclosed again with the derivation.
    const bool by_rules = c.method == "limit rules";
    if (c.witness && !c.witness->values.empty() && c.outcome != "UNDECIDED" && !by_rules) {
      const Reply r = check_witness(c, p, settings);
      if (!r.agrees || c.method == "real range") return r;
    }
    if (c.outcome == "UNDECIDED") {
      Settings arb = settings;
      arb.kernel = Kernel::arb;
      return decide_again(c, p, arb);
    }
    return decide_again(c, p, settings);
  } catch (const ClaimError& e) {
    if (c.outcome == "ERROR" && c.error->code == e.code()) return {true, true, "the same error"};
    return {false, true, std::string("error: ") + e.what()};
  }
}

int run(const RecheckOptions& o) {
  const Results results = read_results(o.file);
  Settings settings = o.decision.settings();
  settings.kernel = o.kernel == "arb" ? Kernel::arb : Kernel::mpfi;
  settings.confirm = false;
  settings.sample_after = full_work;
  const ThreadLimit threads(settings.jobs);
  std::vector<Reply> replies(results.claims.size());
  tbb::parallel_for(std::size_t{0}, replies.size(), [&](std::size_t i) { replies[i] = recheck(results.claims[i], settings); });
  std::size_t agreed = 0, left = 0, rejected = 0;
  for (std::size_t i = 0; i < replies.size(); ++i) {
    const auto& c = results.claims[i];
    const auto& r = replies[i];
    const char* word = !r.looked ? "skipped" : r.agrees ? "agrees" : "REJECTED";
    std::cout << fmt::format("{:<9}{:<10}{:<56} {}\n", word, c.outcome, c.id, r.how);
    if (!r.looked)
      ++left;
    else if (r.agrees)
      ++agreed;
    else
      ++rejected;
  }
  std::cout << fmt::format("{} claims rechecked with {}: {} agree, {} rejected, {} not decidable by computation\n",
                           replies.size(), o.kernel, agreed, rejected, left);
  return rejected == 0 ? 0 : 1;
}

}  // namespace

void add_recheck_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<RecheckOptions>();
  auto* sub = app.add_subcommand("recheck", "Recompute the verdicts of a results file with the other kernel");
  sub->add_option("results", o->file, "results.json of a run")->required();
  sub->add_option("--kernel", o->kernel, "mpfi (default) or arb")->check(CLI::IsMember({"mpfi", "arb"}));
  o->decision.add_to(*sub);
  sub->footer(
      "Every witness is recomputed. Claims whose recomputation is cheap are decided again in full; longer sweeps are\n"
      "repeated from the start and then sampled, and the line says so. Statements proved by identities or limit rules\n"
      "are derived again (they use no kernel). Exit code 1 when a verdict or witness does not hold.\n\n"
      "Example:\n  posproof recheck reports/out/results.json");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace posproof
