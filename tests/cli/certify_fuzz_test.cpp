#include <catch2/catch.hpp>
#include <random>

#include "posproof/certify/certificate.hpp"
#include "posproof/claim/error.hpp"
#include "posproof/decide/decide.hpp"
#include "support/claims.hpp"
#include "support/shell.hpp"

// Oracle: posproof-check, which has no code in common with deciders and writer. Whatever is decided and written of random
// claims it must accept; what has no certificate must be the smaller part.

namespace {

using namespace posproof;

const std::string checker = "'" + (std::filesystem::path(POSPROOF_BINARY).parent_path() / "posproof-check").string() + "' ";

class RandomClaims {
 public:
  explicit RandomClaims(unsigned seed) : random_(seed) {}

  std::string next() {
    const std::string lo = std::to_string(pick(-3, 3)), hi = std::to_string(pick(4, 60));
    switch (pick(0, 7)) {
      case 0: return "forall n in " + lo + ".." + hi + ": " + formula("n", 2);
      case 1: return "exists n in " + lo + ".." + hi + ": " + formula("n", 2);
      case 2: return "forall x in [" + lo + ", " + hi + "/4]: " + formula("x", 1);
      case 3: return "exists x in (" + lo + ", " + hi + "/4]: " + formula("x", 1);
      case 4: return "forall n in " + lo + ".." + hi + " step 3 where mod(n, 2) == 0: " + formula("n", 1);
      case 5: return "forall a in {1, 5/2, -3}, n in 1..6: a*" + term("n", 1) + " < " + bound() + " or " + relation("n", 1);
      case 6: return "forall n in 1..5: exists m in 0..9: m > " + term("n", 1);
      default: return formula("7/3", 3);
    }
  }

 private:
  int pick(int a, int b) { return std::uniform_int_distribution<int>(a, b)(random_); }
  std::string bound() { return std::to_string(pick(-20, 60)) + "/" + std::to_string(pick(1, 9)); }

  std::string term(const std::string& x, int depth) {
    if (depth == 0) return pick(0, 2) == 0 ? std::to_string(pick(1, 9)) : x;
    const std::string a = term(x, depth - 1);
    switch (pick(0, 11)) {
      case 0: return "sin(" + a + ")";
      case 1: return "cos(" + a + "/3)";
      case 2: return "(" + a + " + " + term(x, depth - 1) + ")";
      case 3: return "(" + a + " - " + term(x, depth - 1) + ")";
      case 4: return a + "*" + term(x, depth - 1);
      case 5: return "abs(" + a + ")";
      case 6: return "sqrt(1 + (" + a + ")^2)";
      case 7: return "exp(-abs(" + a + ")/9)";
      case 8: return "log(2 + abs(" + a + "))";
      case 9: return "max(" + a + ", " + term(x, depth - 1) + ")";
      case 10: return "sum(k, 1, 4, cos(k*(" + a + "))/k)";
      default: return "if(" + a + " > 2, " + a + ", 2)";
    }
  }
  std::string relation(const std::string& x, int depth) {
    static const char* const words[] = {" < ", " <= ", " > ", " >= ", " != "};
    return term(x, depth + 1) + words[pick(0, 4)] + bound();
  }
  std::string formula(const std::string& x, int depth) {
    if (depth == 0) return relation(x, 1);
    switch (pick(0, 5)) {
      case 0: return "(" + formula(x, depth - 1) + " and " + relation(x, 0) + ")";
      case 1: return "(" + formula(x, depth - 1) + " or " + relation(x, 0) + ")";
      case 2: return "(" + relation(x, 0) + " => " + formula(x, depth - 1) + ")";
      case 3: return "not (" + formula(x, depth - 1) + ")";
      default: return relation(x, depth);
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("certificates of random claims are accepted by posproof-check") {
  const test::Folder folder;
  RandomClaims claims(20260);
  Settings settings;
  settings.budget = 300'000;
  settings.confirm = false;
  std::size_t accepted = 0, without = 0;
  for (int k = 0; k < 150; ++k) {
    const std::string text = claims.next();
    INFO(text);
    try {
      const PreparedClaim c = testing::claim(text);
      const Verdict v = decide(c, settings);
      if (std::holds_alternative<Undecided>(v)) continue;
      // As the commands do: boxes that are too large for the checker's interval functions are made smaller.
      test::ShellResult r;
      for (const long caution : {1, 8, 64}) {
        CertificateLimits limits;
        limits.caution = caution;
        certify(c, v, folder / "c.jsonl", settings, limits);
        r = test::shell(checker + "c.jsonl", folder.root());
        if (r.exit_code == 0) break;
      }
      INFO(r.out);
      CHECK(r.exit_code == 0);
      accepted += r.exit_code == 0;
    } catch (const ClaimError&) {
    } catch (const NoCertificate&) {
      ++without;
    }
  }
  CHECK(accepted >= 60);
  CHECK(4 * without < accepted);
}
