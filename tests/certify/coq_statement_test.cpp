// The statements that are exported, against what a human writes in Coq for the same claim; what is refused, and why.
#include <catch2/catch.hpp>

#include "posproof/certify/coq.hpp"

using namespace posproof;

namespace {

PreparedClaim prepared(const std::string& claim) { return prepare(Source{"<claim>", claim, 1, 1}, {}); }

CoqScript exported(const std::string& claim) { return export_coq_goal(prepared(claim), "m", CoqGoal::claim, {}); }

std::string refusal(const std::string& claim, CoqGoal goal = CoqGoal::claim) {
  try {
    export_coq_goal(prepared(claim), "m", goal, {});
  } catch (const CannotExport& e) {
    return e.what();
  }
  return "exported";
}

}  // namespace

TEST_CASE("statements are what a reader of Coq expects", "[coq]") {
  struct Row {
    const char *claim, *coq;
  };
  const Row rows[] = {
      {"1/3 < sqrt(2)", "1 / 3 < sqrt 2"},
      {"pi <= 22/7 < 4", "PI <= 22 / 7 /\\ 22 / 7 < 4"},
      {"log(2) >= 1 or e > 2", "ln 2 >= 1 \\/ exp 1 > 2"},
      {"not (1 != 2) => 3 == 4 - 1", "~ 1 <> 2 -> 3 = 4 - 1"},
      {"forall n in 1..9: sin(n) <= 1", "forall n : Z, (1 <= n <= 9)%Z -> sin (IZR n) <= 1"},
      {"forall n in 1..9 step 2: n > 0", "forall n : Z, (1 <= n <= 9)%Z /\\ ((n - 1) mod 2 = 0)%Z -> IZR n > 0"},
      {"forall d in {64, 128}: d > 0", "forall d : Z, Listed d (64 :: 128 :: nil)%Z -> IZR d > 0"},
      {"forall x in [0, 1]: x < 2", "forall x : R, 0 <= x <= 1 -> x < 2"},
      {"forall x in (0, 1]: x < 2", "forall x : R, 0 < x <= 1 -> x < 2"},
      {"forall x in [0, 1): x < 2", "forall x : R, 0 <= x < 1 -> x < 2"},
      {"forall x in (0, 1): x < 2", "forall x : R, 0 < x < 1 -> x < 2"},
      {"forall x in [1, inf): 1/x <= 1", "forall x : R, 1 <= x -> 1 / x <= 1"},
      {"forall x in (1, inf): 1/x <= 1", "forall x : R, 1 < x -> 1 / x <= 1"},
      {"forall x in (-inf, 1]: x < 2", "forall x : R, x <= 1 -> x < 2"},
      {"forall x in (-inf, 1): x < 1", "forall x : R, x < 1 -> x < 1"},
      {"forall x in (-inf, inf): x^2 >= 0", "forall x : R, True -> x ^ 2 >= 0"},
      {"forall n in 1..9 where n > 3: n > 2", "forall n : Z, (1 <= n <= 9)%Z -> IZR n > 3 -> IZR n > 2"},
      {"10000^(-2/128) < 1", "Rpower 10000 (-2 / 128) < 1"},
      {"2^(-3) < 1 and 2^10 > 1", "powerRZ 2 (-3) < 1 /\\ 2 ^ 10 > 1"},
      {"forall h in 1..8: 2^(-h) < 1", "forall h : Z, (1 <= h <= 8)%Z -> powerRZ 2 (- h) < 1"},
      {"forall h in 1..8: 2^(h/2) > 1", "forall h : Z, (1 <= h <= 8)%Z -> Rpower 2 (IZR h / 2) > 1"},
      {"-2^2 < 0 and (-2)^2 > 0 and 1 - (2 - 3) > 1", "- 2 ^ 2 < 0 /\\ (-2) ^ 2 > 0 /\\ 1 - (2 - 3) > 1"},
      {"abs(-1) < 2 and min(1, 2, 3) < max(2, 3)", "Rabs (-1) < 2 /\\ Rmin (Rmin 1 2) 3 < Rmax 2 3"},
      {"sum(t, 0, 3, cos(t)) > 0", "Sum 0 3 (fun t => cos (IZR t)) > 0"},
      {"forall d in 2..8 step 2: prod(t, 1, d/2 - 1, t) > 0",
       "forall d : Z, (2 <= d <= 8)%Z /\\ ((d - 2) mod 2 = 0)%Z -> Prod 1 (d / 2 - 1) (fun t => IZR t) > 0"},
      {"abs(cis(1) - 1) < 2", "sqrt ((cos 1 - 1) ^ 2 + (sin 1 - 0) ^ 2) < 2"},
      {"f(3; 8, 100) < 4", "Sum 0 (8 / 2 - 1) (fun t => cos (3 * Rpower 100 (-2 * IZR t / 8))) < 4"},
      {"sum(j, 0, 1, [3, 4][j]*j) > 0", "3 * 0 + 4 * 1 > 0"},
      {"forall R in 1..2, PI in [0, 1]: R + PI > 0",
       "forall R_1 : Z, (1 <= R_1 <= 2)%Z -> forall PI_1 : R, 0 <= PI_1 <= 1 -> IZR R_1 + PI_1 > 0"},
  };
  for (const Row& r : rows) CHECK(exported(r.claim).statement == r.coq);
}

TEST_CASE("a refutation is the negation, with the witness in the proof only", "[coq]") {
  const CoqScript s = export_coq_goal(prepared("forall n in 1..9: n < 4"), "m", CoqGoal::negation, Witness{{{"n", "4"}}});
  CHECK(s.statement == "~ (forall n : Z, (1 <= n <= 9)%Z -> IZR n < 4)");
  CHECK(s.theorem == "m.refuted");
  CHECK(s.files.back().second.find("(Not (AllZ (Range (INum 1) (INum 9)) 4 ") != std::string::npos);
}

TEST_CASE("what Coq or CoqInterval does not have is refused with its reason", "[coq]") {
  CHECK(refusal("erf(1) < 1") == "CoqInterval has no enclosure of erf");
  CHECK(refusal("euler_gamma < 1") == "CoqInterval does not know the constant euler_gamma");
  CHECK(refusal("forall x in [0, 1]: x^(1/2) <= 1") == "a real power whose base is not known to be positive: x");
  CHECK(refusal("forall n in 1..inf: cos(n) <= 1") == "infinitely many integers, and no lemma has the form of the claim");
  CHECK(refusal("forall n in 1..9: n < 4", CoqGoal::negation) == "the verdict has no exact value of n to show it with");
  CHECK(refusal("limit(n -> inf, 1/n) == 0") != "exported");
  CHECK(refusal("forall n in 1..200000: sum(t, 0, 255, cos(n*t)) < 300").starts_with("too large for Coq"));
  CHECK(refusal("integral(x, 0, 1, x^2) < 1") == "an integral is exported only where a lemma has its form");
  CHECK_THROWS_AS(export_coq(prepared("1 < 2"), "m", Empirical("train it")), CannotExport);
  Evidence open;
  open.method = "none";
  CHECK_THROWS_AS(export_coq(prepared("1 < 2"), "m", Undecided(open, "why", "how")), CannotExport);
}

TEST_CASE("lemmas are found by form, whatever stands for their variables", "[coq]") {
  CHECK(exported("forall c in (1, inf), d in (0, inf): 1/(1 - c^(-4/d)) > d/(4*log(c))").method ==
        "lemma reciprocal_exponential");
  CHECK(exported("forall d in 2..64 step 2, b in {500, 10000}: 1/(1 - b^(-4/d)) > d/(4*log(b))").method ==
        "lemma reciprocal_exponential");
  CHECK(exported("forall n in 1..inf: abs(integral(y, 1/3, 1, cos(n*y))) <= 2/n").method == "lemma integral_of_cosine_bound");
  // near misses of the form are no matches
  CHECK(exported("forall d in 2..64 step 2, b in {500, 10000}: 1/(1 - b^(-4/d)) > d/(4*log(10000))").method == "computation");
  CHECK(exported("forall d in 2..64 step 2, b in {500, 10000}: 1/(1 - b^(-4/d)) >= d/(4*log(b))").method == "computation");
  CHECK_THROWS_AS(exported("forall n in 1..inf: abs(integral(y, 1/3, 1, cos(n*y))) <= 1/n"), CannotExport);
  CHECK_THROWS_AS(exported("forall n in 1..inf: abs(integral(y, 1/3, 1, cos(n + y))) <= 2/n"), CannotExport);
}

TEST_CASE("the output of Print Assumptions is read as names", "[coq]") {
  CHECK(coq_assumptions("Closed under the global context\n").empty());
  CHECK(coq_assumptions("Axioms:\nClassical_Prop.classic : forall P : Prop, P \\/ ~ P\nPrimInt63.sub\n  : PrimInt63.int -> "
                        "PrimInt63.int\n") == std::vector<std::string>{"Classical_Prop.classic", "PrimInt63.sub"});
  CHECK_THROWS(coq_assumptions(""));
  CHECK_THROWS(coq_assumptions("Error: anything"));
  CHECK(permitted_coq_assumptions().size() == 55);
}
