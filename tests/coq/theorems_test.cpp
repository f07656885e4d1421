// What Coq makes of exported scripts. The oracle is coqc; each theorem is also stated by hand here and proved from the
// exported one, so that a wrong statement cannot pass. Needs coqc; the files of the library are compiled once, by [library].
#include <catch2/catch.hpp>
#include <filesystem>

#include "support/shell.hpp"

using namespace posproof::test;

namespace {

const std::string work = POSPROOF_COQ_WORK;

std::string quoted(const std::string& text) { return "'" + text + "'"; }

/// Exports and checks a case or formula, then proves `by_hand` (a proposition) from the exported theorem.
void proves(const std::string& target, const std::string& theorem, const std::string& by_hand) {
  const ShellResult r = shell("posproof export-coq " + quoted(target) + " -o " + quoted(work) + " --check --seconds 200");
  INFO(target << "\n" << r.out << r.err);
  REQUIRE(r.exit_code == 0);
  REQUIRE(r.out.find("\naccepted ") != std::string::npos);
  const std::string module = theorem.substr(0, theorem.find('.'));
  const std::string file = module + "_by_hand.v";
  std::ofstream(work + "/" + file)
      << "Require Import Reals ZArith List.\nFrom Coquelicot Require Import Coquelicot.\nRequire Import PosproofClaims "
      << module << ".\nLocal Open Scope R_scope.\nGoal " << by_hand << ".\nProof. exact " << theorem << ". Qed.\n";
  const ShellResult hand = shell("coqc -q -w -all -Q . '' " + file, work);
  INFO(hand.out << hand.err);
  CHECK(hand.exit_code == 0);
}

}  // namespace

TEST_CASE("the library compiles", "[library]") {
  std::filesystem::create_directories(work);
  const ShellResult r = shell("posproof export-coq 'sin(1)^2 + cos(1)^2 == 1' -o " + quoted(work) + " --check");
  INFO(r.out << r.err);
  CHECK(r.exit_code == 0);
}

TEST_CASE("Theorem 2.1 of Position Interpolation is refuted", "[theorems]") {
  proves(
      "position-interpolation/theorem-2.1", "position_interpolation_theorem_2_1.refuted",
      "~ (forall s : R, 0 <= s <= 1 ->\n"
      " let a x := Sum 0 (128 / 2 - 1) (fun t => cos (x * Rpower 10000 (-2 * IZR t / 128))) in\n"
      " Rabs (a s - ((1 - (s - 0) / (1 - 0)) * a 0 + (s - 0) / (1 - 0) * a 1)) <= 128 * (s - 0) * (1 - s) / (8 * ln 10000))");
}

TEST_CASE("its false step holds the other way round, for every c and d", "[theorems]") {
  proves("forall c in (1, inf), d in (0, inf): 1/(1 - c^(-4/d)) > d/(4*log(c))", "claim_.proved",
         "forall c : R, 1 < c -> forall d : R, 0 < d -> 1 / (1 - Rpower c (-4 / d)) > d / (4 * ln c)");
}

TEST_CASE("the bound of the integral holds for every n, that of the sum fails at 3", "[theorems]") {
  proves("decay-article/integral-bound-all-n", "decay_article_integral_bound_all_n.proved",
         "forall n : Z, (1 <= n)%Z -> Rabs (RInt (fun x : R => cos (IZR n * x)) (Rpower 10000 (-2 * (512 / 2 - 1) / 512)) 1) "
         "<= 2 / IZR n");
  proves(
      "decay-article/discrete-sum-bound", "decay_article_discrete_sum_bound.refuted",
      "~ forall n : Z, (1 <= n <= 200000)%Z ->\n"
      " Rabs (Sum 0 (512 / 2 - 1) (fun t => cos (IZR n * Rpower 10000 (-2 * IZR t / 512)))) <= 2 * (512 / 2 - 1 + 1) / IZR n");
}

TEST_CASE("the sum is negative at 1707", "[theorems]") {
  proves(
      "decay-article/first-negative-d128-b10000", "decay_article_first_negative_d128_b10000.proved",
      "exists n : Z, (1 <= n <= 2000)%Z /\\ Sum 0 (128 / 2 - 1) (fun t => cos (IZR n * Rpower 10000 (-2 * IZR t / 128))) < 0");
}

TEST_CASE("the sum is at least 20 on [0, 100]", "[theorems]") {
  proves("controls/sum-lower-bound", "controls_sum_lower_bound.proved",
         "forall s : R, 0 <= s <= 100 -> Sum 0 63 (fun t => cos (s * Rpower 10000 (-2 * IZR t / 128))) >= 20");
}

TEST_CASE("the sum is positive for all n up to 512, in blocks of values", "[sweep]") {
  proves("decay-article/positive-up-to-512", "decay_article_positive_up_to_512.proved",
         "forall n : Z, (1 <= n <= 512)%Z -> Sum 0 (64 / 2 - 1) (fun t => cos (IZR n * Rpower 500000 (-2 * IZR t / 64))) > 0");
}
