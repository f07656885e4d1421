#pragma once
#include <cmath>
#include <string>

#include "posproof/report/plot.hpp"
#include "posproof/report/results.hpp"

// Results made by hand for the tests of the renderers: one claim of every outcome, with texts that try to break out of
// every format (quotes, markup, LaTeX specials, control characters, very long names and numbers).

namespace sample {

using namespace posproof;

inline const std::string hostile =
    "\"quoted\" 'single' <script>alert(1)</script> </style> ]]> & | ` $x_1^2$ \\input{x} {#}~%^_ \xc2\xb1 \xce\xb8 \x01 --> "
    "*b* [l](u) @me";

inline ClaimRecord claim(const std::string& id, const std::string& outcome) {
  ClaimRecord c;
  c.id = id;
  c.title = "Claim " + id;
  c.document = id.substr(0, id.find('/'));
  c.step = "1";
  c.locator = "2.2";
  c.says = "The sum stays below the bound.";
  c.kind = outcome == "EMPIRICAL" ? "empirical" : "formula";
  c.claim = outcome == "EMPIRICAL" ? "" : "forall n in 1..200000: abs(f(n)) <= 2*(l + 1)/n";
  c.latex = c.claim.empty()
                ? ""
                : "\\forall n \\in \\{1,\\dots,200000\\}:\\ \\left|f(n)\\right| \\le \\frac{2 \\left(l + 1\\right)}{n}";
  c.mathml = c.claim.empty() ? ""
                             : "<math><mrow><mo>|</mo><mi>f</mi><mo>(</mo><mi>n</mi><mo>)</mo><mo>|</mo><mo>&#x2264;</"
                               "mo><mfrac><mn>2</mn><mi>n</mi></mfrac></mrow></math>";
  c.where = {"d = 512", "l = d/2 - 1"};
  c.file = "cases/" + id + ".toml";
  c.line = 4;
  c.outcome = outcome;
  c.seconds = 0.25;
  if (outcome == "EMPIRICAL") {
    c.experiment = "Train two models and compare their perplexities.";
    return c;
  }
  if (outcome == "ERROR") {
    c.error = ErrorRecord{
        "empty-domain", "the domain of n is empty",
        "case.toml:4:8: error[empty-domain]: the domain of n is empty\n  forall n in 5..1: n > 0\n              ^~~~"};
    return c;
  }
  c.method = "integer sweep";
  c.theorems = {"T3"};
  c.bits = 128;
  c.work = {200000, 3, 1};
  c.confirmed_by = {{"mpfi", Confirmation::Scope::full, 3, 3}};
  if (outcome == "REFUTED") {
    c.witness = Witness{{{"n", "3"}}};
    c.sides = Sides{"<=", {"171.2345", "171.2346"}, {"170.66666", "170.66667"}};
  } else if (outcome == "UNDECIDED") {
    c.reason = "the enclosures still overlap at 4096 bits";
    c.remedy = "raise --budget";
  } else {
    c.margin = Enclosure{"0.0123", "0.0124"};
    c.margin_at = "n = 17";
    c.confirmed_by[0] = {"mpfi", Confirmation::Scope::sampled, 1000, 200000};
  }
  return c;
}

inline void expect(ClaimRecord& c, const std::string& verdict, AsExpected as) {
  c.expected = ExpectedRecord{verdict, "", {}};
  c.as_expected = as;
}

/// One claim per outcome, a contradiction, a derivation, a table, a hostile claim and a million-digit witness.
inline Results results() {
  Results r;
  r.run = {"0.1.0", "0123456789abcdef0123456789abcdef01234567", "2026-01-02T03:04:05Z", "host-1", "-O2", {"run"}, 2,
           0,       {{"mpfr", "4.2.0"}, {"flint", "2.9.0"}},    {1000000, 12, 1},       {},       12.5};
  r.documents = {{"article",
                  "On the decay of sums",
                  "A. Author",
                  "2024",
                  "https://example.org/a?b=1&c=2",
                  "",
                  {{"1", "The sum obeys the bound.", {"article/bound", "article/integral", "article/limit"}},
                   {"2", "A model trained so is better.", {"article/trained", "article/ill-posed", "article/hostile"}}}}};
  ClaimRecord bound = claim("article/bound", "REFUTED");
  bound.why = "The chain bounds the integral, which is not the sum.";
  bound.repaired_by = "article/integral";
  expect(bound, "refuted", AsExpected::met);
  ClaimRecord integral = claim("article/integral", "PROVED");
  expect(integral, "proved", AsExpected::met);
  integral.derivation = Derivation{"squeeze",
                                   "T8",
                                   "the integral tends to 0",
                                   {{"bounded variation", "T8", "V <= 1", {}},
                                    {"rate", "T2", "2/n tends to 0", {{"monotone tail", "T5", "1/n decreases", {}}}}}};
  integral.certificate = CertificateRecord{"certificate", "", 5120, 0.5};
  ClaimRecord limit = claim("article/limit", "UNDECIDED");
  expect(limit, "proved", AsExpected::contradicted);
  ClaimRecord trained = claim("article/trained", "EMPIRICAL");
  trained.step = "2";
  ClaimRecord ill = claim("article/ill-posed", "ERROR");
  ill.step = "2";
  ill.expected = ExpectedRecord{"", "empty-domain", {}};
  ill.as_expected = AsExpected::met;
  bound.certificate = CertificateRecord{"kernels", hostile, 0, 0};
  ClaimRecord nasty = claim("article/hostile", "REFUTED");
  nasty.step = "2";
  nasty.title = nasty.says = nasty.locator = nasty.why = hostile;
  nasty.claim = hostile;
  nasty.latex = nasty.mathml = "";
  nasty.notes = {hostile, "a_very_long_identifier_" + std::string(300, 'x')};
  nasty.tags = {hostile};
  nasty.witness = Witness{{{"n", std::string(1000000, '7')}}};
  expect(nasty, "proved", AsExpected::contradicted);
  r.claims = {bound, integral, limit, trained, ill, nasty};
  r.tables = {{"comparison",
               "Sum, limit and bound",
               "At base 10000.",
               {"$n$", "$f_n$", "$|f_n| \\le 2(l+1)/n$"},
               {{"1", "255.5 ± 0.1", "pass"}, {"3", hostile, "fail"}, {"128", "70.1", "open"}}}};
  r.theorems = {{"T2", "An integral of $\\cos(nx)$ is at most $2/n$.", "docs/theorems/decay.md"}, {"T3", hostile, ""}};
  r.trusted_base = {{"Arb", "ball arithmetic", 0}, {"decide/", "deciders", 1234}};
  return r;
}

/// A plot with a line, a band too wide for one, points, and hostile labels.
inline Plot plot(bool log = false) {
  Plot p{"f_n and its envelope " + hostile, "n", "f_n", log, log, {}};
  PlotSeries line{"$f_n$, certified", PlotSeries::Style::line, {}},
      band{"limit <script> 50% & _x_", PlotSeries::Style::line, {}}, dots{"false bound", PlotSeries::Style::points, {}},
      bound{"envelope", PlotSeries::Style::dashed, {}};
  for (int n = 1; n <= 40; ++n) {
    const double v = std::ldexp(static_cast<double>((n * 37) % 64 + 1), -4);  // exact, so that pictures do not depend on libm
    line.points.push_back({static_cast<double>(n), v, v});
    band.points.push_back({static_cast<double>(n), 2.0, 2.5 + n * 0.125});
    dots.points.push_back({static_cast<double>(n), 512.0 / (n * 64), 512.0 / (n * 64)});
    bound.points.push_back({static_cast<double>(n), 4.5, 4.5});
  }
  p.series = {line, band, dots, bound};
  return p;
}

/// The sample with two figures and their data, and a table that is wider and longer than a page.
inline Results results_with_figure(PlotMap& plots) {
  Results r = results();
  r.figures = {{"envelope", "The envelope of $f_n$", "Bands are enclosures. " + hostile, "envelope.json", std::string(64, '0')},
               {"log", "The same on logarithmic axes", "", "log.json", std::string(64, '0')}};
  plots.emplace("envelope", plot());
  plots.emplace("log", plot(true));
  TableRecord wide{"wide", "A wide table", "Ten columns and more rows than a page has.", {}, {}};
  for (int k = 0; k < 10; ++k) wide.columns.push_back(k % 2 ? "$|f_n| \\le 2(l+1)/n$" : "d");
  for (int k = 0; k < 50; ++k) wide.rows.push_back(std::vector<std::string>(10, k % 3 ? "0.49387566 ± 5e-9" : "pass"));
  r.tables.push_back(wide);
  return r;
}

}  // namespace sample
