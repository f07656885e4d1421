// Wrong statements do not become theorems: scripts written for goals that posproof did not decide, or decided the other way,
// are rejected by coqc; tampered scripts and further axioms are noticed. The oracle is coqc.
#include <catch2/catch.hpp>
#include <filesystem>

#include "posproof/certify/coq.hpp"
#include "posproof/claim/prepare.hpp"
#include "support/shell.hpp"

using namespace posproof;
using namespace posproof::test;

namespace {

const std::string work = POSPROOF_COQ_WORK;

PreparedClaim prepared(const std::string& claim) { return prepare(Source{"<claim>", claim, 1, 1}, {}); }

/// Compiles the script's own file beside the compiled library.
ShellResult compiled(const CoqScript& script, const std::string& name) {
  std::ofstream(work + "/" + name + ".v") << script.files.back().second;
  return shell("ulimit -t 100; coqc -q -w -all -Q . '' " + name + ".v", work);
}

void rejected(const std::string& claim, const std::string& name, CoqGoal goal, const Witness& witness = {}, long bits = 64) {
  const CoqScript script = export_coq_goal(prepared(claim), name, goal, witness, bits);
  const ShellResult r = compiled(script, name);
  INFO(claim << "\n" << r.out.substr(0, 500) << r.err.substr(0, 500));
  CHECK(r.exit_code == 1);
  CHECK(r.err.find("Error") != std::string::npos);
}

void accepted(const std::string& claim, const std::string& name, CoqGoal goal, const Witness& witness = {}, long bits = 64) {
  const CoqScript script = export_coq_goal(prepared(claim), name, goal, witness, bits);
  const ShellResult r = compiled(script, name);
  INFO(claim << "\n" << r.out.substr(0, 500) << r.err.substr(0, 2000));
  CHECK(r.exit_code == 0);
}

}  // namespace

TEST_CASE("near misses fail in Coq as well, and their negations pass", "[rejections]") {
  const std::string pi = "pi < 3.141592653589793238462643383279";
  rejected(pi, "near_pi", CoqGoal::claim);
  accepted(pi, "near_pi_negated", CoqGoal::negation);
  const std::string sum = "sum(t, 0, 63, cos(1707*10000^(-2*t/128))) >= -0.4989315298951201573";
  rejected(sum, "near_sum", CoqGoal::claim);
  accepted(sum, "near_sum_negated", CoqGoal::negation);
  const std::string far = "sum(t, 0, 255, cos(3*10000^(-2*t/512))) <= 211.74944342769244863691591245958020567";
  rejected(far, "near_sum_512", CoqGoal::claim);
  accepted(far, "near_sum_512_negated", CoqGoal::negation);
  const std::string peak = "forall x in [0, 1]: x*(1 - x) <= 1/4 - 1e-12";
  rejected(peak, "near_peak", CoqGoal::claim);
  accepted(peak, "near_peak_negated", CoqGoal::negation, Witness{{{"x", "1/2"}}});
  const std::string end = "forall x in [0, 1]: cos(x) <= 1 - x^2/2 + x^4/24 - 1e-9";
  rejected(end, "near_end", CoqGoal::claim);
  accepted(end, "near_end_negated", CoqGoal::negation, Witness{{{"x", "0"}}});
  const std::string circle = "sin(1)^2 + cos(1)^2 == 1 + 1/10^50";
  rejected(circle, "near_circle", CoqGoal::claim);
  accepted(circle, "near_circle_negated", CoqGoal::negation, {}, 128);
}

TEST_CASE("witnesses outside the domain, at the wrong place or at an open end are rejected", "[rejections]") {
  const std::string claim = "forall n in 1..9: n < 4";
  rejected(claim, "witness_outside", CoqGoal::negation, Witness{{{"n", "10"}}});
  rejected(claim, "witness_wrong", CoqGoal::negation, Witness{{{"n", "3"}}});
  accepted(claim, "witness_right", CoqGoal::negation, Witness{{{"n", "4"}}});
  rejected("forall n in 1..9 step 2: n < 4", "witness_off_step", CoqGoal::negation, Witness{{{"n", "4"}}});
  rejected("exists x in (0, 1): x <= 0", "witness_open_end", CoqGoal::claim, Witness{{{"x", "0"}}});
  rejected("exists x in [0, 1): x >= 1", "witness_open_upper", CoqGoal::claim, Witness{{{"x", "1"}}});
}

TEST_CASE("a lemma's form without its hypotheses is rejected", "[rejections]") {
  rejected("forall c in (0, inf), d in (0, inf): 1/(1 - c^(-4/d)) > d/(4*log(c))", "lemma_below_one", CoqGoal::claim);
  rejected("forall c in (1, inf), d in (-1, inf): 1/(1 - c^(-4/d)) > d/(4*log(c))", "lemma_negative_d", CoqGoal::claim);
  rejected("forall u in (-inf, 1): exp(u) > 1 + u", "lemma_through_zero", CoqGoal::claim);
  rejected("forall x in (-inf, inf): cos(2*x) == 2*cos(x)^2 + 1", "identity_wrong", CoqGoal::claim);
}

TEST_CASE("a proof that is for another statement than the one above it is rejected", "[rejections]") {
  CoqScript script = export_coq_goal(prepared("forall n in 1..9: n < 10"), "swapped", CoqGoal::claim, {});
  std::string& text = script.files.back().second;
  const std::string from = "(1 <= n <= 9)%Z", to = "(1 <= n <= 99)%Z";
  REQUIRE(text.find(from) != std::string::npos);
  CHECK(compiled(script, "swapped").exit_code == 0);
  text.replace(text.find(from), from.size(), to);
  CHECK(compiled(script, "swapped_domain").exit_code == 1);
  text.replace(text.find(to), to.size(), from);
  text.replace(text.find("IZR n < 10"), 10, "IZR n < 09");
  CHECK(compiled(script, "swapped_number").exit_code == 1);
}

TEST_CASE("an assumption that is not on the list is noticed", "[rejections]") {
  const auto foreign = [](const std::string& printed) {
    std::vector<std::string> names;
    const auto& permitted = permitted_coq_assumptions();
    for (const std::string& a : coq_assumptions(printed))
      if (std::find(permitted.begin(), permitted.end(), a) == permitted.end()) names.push_back(a);
    return names;
  };
  CoqScript script = export_coq_goal(prepared("pi < 22/7"), "assuming", CoqGoal::claim, {});
  std::string& text = script.files.back().second;
  const ShellResult honest = compiled(script, "assuming");
  REQUIRE(honest.exit_code == 0);
  CHECK(foreign(honest.out).empty());
  CHECK(coq_assumptions(honest.out).size() > 3);

  const std::size_t proof = text.find("Proof.\n");
  text.replace(proof, text.find("Qed.") - proof, "Proof.\n  exact convenient.\n");
  text.insert(text.find("Theorem proved"), "Axiom convenient : claim.\n");
  const ShellResult planted = compiled(script, "assuming_more");
  REQUIRE(planted.exit_code == 0);
  CHECK(foreign(planted.out) == std::vector<std::string>{"convenient"});
  text.replace(text.find("exact convenient."), 17, "admit.");
  text.replace(text.find("Qed."), 4, "Admitted.");
  const ShellResult admitted = compiled(script, "assuming_admitted");
  REQUIRE(admitted.exit_code == 0);
  CHECK(foreign(admitted.out) == std::vector<std::string>{"proved"});
}
