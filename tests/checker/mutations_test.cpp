#include <catch2/catch.hpp>
#include <random>

#include "certificates.hpp"
#include "certify/script.hpp"

// Oracle for certificates that posproof wrote: they are accepted. For 1000 random mutations of them, made to fit in every
// redundant copy and hash: none is accepted, unless the mutated statement is true all the same. Whether it is, posproof's
// deciders say, which have no code in common with the checker; the statement goes to them as the text that the checker prints.

using namespace certificates;

namespace {

struct Source {
  const char* formula;
};
const Source sources[] = {
    {"forall n in 1..60: abs(sum(t, 0, 7, cos(n*10000^(-2*t/16)))) <= 8"},
    {"forall n in 1..40: sum(t, 0, 7, cos(n*10000^(-2*t/16))) <= 5"},
    {"exists n in 1..100: sin(n) > 999/1000"},
    {"forall x in (0, 10]: sin(x) < x"},
    {"forall x in [0, 1]: 1 - x^2/2 <= cos(x)"},
    {"forall x in [0, 1]: x*(1 - x) <= 1/4"},
    {"forall n in 1..12: exists m in 1..200: n^2 < m and m < (n + 1)^2"},
    {"forall n in 1..99 step 2: mod(n^2, 8) == 1"},
    {"forall n in 1..50 where mod(n, 3) == 0: mod(n^2, 9) == 0"},
    {"pi < 3.1416 and pi > 3.1415 and not pi == 3"},
    {"forall x in (-inf, inf): sin(x)^2 + cos(x)^2 == 1"},
    {"forall d in {4, 6, 8}, t in 0..d/2 - 1: 10^(-2*t/d) > 1/10"},
    {"forall n in -3..3: n == 0 or 1/n <= 1"},
};

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  /// One place of j altered.
  void alter(Json& j) {
    if (j.is_string()) {
      const std::string s = j;
      static const std::vector<std::string> words[] = {{"<", "<=", ">", ">=", "==", "!="},
                                                       {"add", "sub", "mul", "div"},
                                                       {"sin", "cos", "exp", "abs"},
                                                       {"and", "or"},
                                                       {"forall", "exists"},
                                                       {"PROVED", "REFUTED"},
                                                       {"value", "integers", "reals"},
                                                       {"introduce", "split", "parts", "choose", "witness"},
                                                       {"evaluate", "identity"}};
      for (const auto& w : words)
        if (std::find(w.begin(), w.end(), s) != w.end()) return void(j = w[pick(w.size())]);
      mpq_class q;
      if (!s.empty() && q.set_str(s, 10) == 0 && s.find_first_not_of("0123456789-/") == s.npos) {
        q.canonicalize();
        const mpq_class by[] = {1, -1, mpq_class(1, 2), mpq_class(1, 1000), q, -2 * q, mpq_class(-1, 1000)};
        j = mpq_class(q + by[pick(7)]).get_str();
      } else {
        j = s + "x";
      }
    } else if (j.is_number()) {
      j = j.get<long>() + (pick(2) ? 1 : -1);
    } else if (j.is_boolean()) {
      j = !j.get<bool>();
    } else if (j.is_null()) {
      j = pick(2) ? Json(0) : pick(2) ? Json("0") : Json::array({0, "0", "1"});
    } else if (!j.empty()) {
      const auto at = std::next(j.begin(), static_cast<long>(pick(j.size())));
      const std::size_t kind = pick(12);
      if (j.is_array() && kind == 0)
        j.erase(at);
      else if (j.is_array() && kind == 1)
        std::swap(*at, *std::next(j.begin(), static_cast<long>(pick(j.size()))));
      else
        alter(*at);
    }
  }
  std::size_t pick(std::size_t n) { return random_() % n; }

 private:
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("what posproof certifies is accepted, and mutations only where they are true", "[mutations]") {
  struct Written {
    std::vector<Json> lines;
  };
  std::vector<Written> written;
  for (const auto& s : sources) {
    const std::string text = posproof::testing::certificate_text(s.formula);
    std::string why;
    const Outcome o = outcome(text, &why);
    INFO(s.formula << "\n" << why);
    REQUIRE(o == Outcome::accepted);
    Written w;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) w.lines.push_back(Json::parse(line));
    w.lines.pop_back();
    written.push_back(w);
  }
  Mutator mutator(1);
  std::size_t rejected = 0, unchanged_statement = 0, true_statement = 0;
  for (int round = 0; round < 1000; ++round) {
    std::vector<Json> lines = written[mutator.pick(written.size())].lines;
    const std::vector<Json> original = lines;
    std::string why;
    switch (mutator.pick(6)) {
      case 0: lines.erase(lines.begin() + static_cast<long>(1 + mutator.pick(lines.size() - 1))); break;
      case 1: std::swap(lines[1 + mutator.pick(lines.size() - 1)], lines[1 + mutator.pick(lines.size() - 1)]); break;
      case 2: mutator.alter(lines[mutator.pick(2) ? 0 : 1 + mutator.pick(lines.size() - 1)]); break;
      case 3: mutator.alter(lines[1 + mutator.pick(lines.size() - 1)]); break;
      default: mutator.alter(lines[0]["tree"]);
    }
    if (lines == original) continue;
    const Certificate c{
        lines[0].value("tree", Json()),
        lines[0].contains("verdict") && lines[0]["verdict"].is_string() ? lines[0]["verdict"].get<std::string>() : "",
        {}};
    if (lines[0].value("tree", Json()) != original[0]["tree"]) {  // its copies follow
      try {
        lines[0] = c.header();
      } catch (const std::exception&) {
        ++rejected;  // no tree, or no JSON that could be one
        continue;
      }
    }
    if (outcome(Certificate::closed(lines), &why) != Outcome::accepted) {
      ++rejected;
      continue;
    }
    if (lines[0]["tree"] == original[0]["tree"] && lines[0]["verdict"] == original[0]["verdict"]) {
      ++unchanged_statement;  // true as it was; that it is covered is what tampered_test.cpp is about
      continue;
    }
    ++true_statement;
    INFO(original[0]["claim"] << "\nbecame\n" << why << " " << lines[0]["verdict"]);
    const auto claim = posproof::testing::claim(why);
    const auto verdict = posproof::decide(claim, posproof::testing::quick_settings());
    const bool proved = std::holds_alternative<posproof::Proved>(verdict),
               refuted = std::holds_alternative<posproof::Refuted>(verdict);
    CHECK((lines[0]["verdict"] == "PROVED" ? proved : refuted));
  }
  CAPTURE(rejected, unchanged_statement, true_statement);
  CHECK(rejected > 500);
  CHECK(true_statement > 5);
}
