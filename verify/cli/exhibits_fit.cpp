#include <string_view>

#include "exhibit_parts.hpp"
#include "posproof/analysis/blowup_law.hpp"
#include "posproof/analysis/score_bounds.hpp"
#include "posproof/report/audit.hpp"
#include "posproof/report/results_json.hpp"

namespace posproof {
namespace templates {
extern const std::string_view precision_ladder_json;
}
namespace {

using namespace exhibit_detail;

PlotSeries level(const std::string& label, const std::vector<double>& places, const Enclosure& value) {
  PlotSeries s{label, PlotSeries::Style::dashed, {}};
  for (const double x : places) s.points.push_back(make_plot_point(x, value));
  return s;
}

Enclosure enclosure(const Json& j) { return {j.at("lower").get<std::string>(), j.at("upper").get<std::string>()}; }

/// Largest |a(s)| of one solver against the bits it worked with.
PlotSeries rungs(const Json& ladder, const std::string& solver, const char* where, const std::string& label) {
  PlotSeries s{label, PlotSeries::Style::line, {}};
  for (const Json& r : ladder.at("rungs"))
    if (r.at("solver") == solver && r.at("solved") == true)
      s.points.push_back(make_plot_point(r.at("bits").get<double>(), enclosure(r.at(where))));
  return s;
}

}  // namespace

Exhibit partial_sums_exhibit() {
  const PrecisionScope scope(figure_bits);
  constexpr long d = 128, last = 131072;
  const Balls frequencies = score_frequencies(d, base);
  PlotSeries s{"$B(s)/d$", PlotSeries::Style::line, {}};
  for (const long n : spread(last, 1200))
    s.points.push_back(point(static_cast<double>(n), partial_sum_moduli(frequencies, Ball(n)) / Ball(d)));
  return exhibit(
      "partial-sums", "$B(s)/d$",
      "$d = 128$, base 10000, 1200 positions up to 131072. $|a(s)|$ is at most $B(s)$ times the largest step of $h$ (T10).",
      Plot{"",
           "s",
           "$B(s)/d$",
           true,
           true,
           {s, level("the value 1 that it is said to stay above", {1, static_cast<double>(last)}, {"1", "1"})}});
}

Exhibit blowup_exhibit() {
  constexpr long dim = 32, window = 64, last = 128;
  const auto law = BlowupLaw::of(dim, base, window);
  if (const auto* refusal = std::get_if<FitRefusal>(&law)) throw ResultsError("sigma(s): " + refusal->reason);
  const auto& found = std::get<BlowupLaw>(law);
  const PrecisionScope scope(found.bits());
  PlotSeries inside{"inside the window", PlotSeries::Style::points, {}}, outside{"outside", PlotSeries::Style::points, {}};
  const Balls variances = found.variances(0, last);
  for (long s = 0; s <= last; ++s)
    (s < window ? inside : outside)
        .points.push_back(point(static_cast<double>(s), sqrt(variances[static_cast<std::size_t>(s)])));
  return exhibit("blow-up", "Standard deviation of a fitted score",
                 "A score with $d = 32$ and base 10000, fitted by least squares to independent standard normal targets at $s = "
                 "0, \\dots, 63$: its exact standard deviation (T12).",
                 Plot{"", "s", "$\\sigma(s)$", false, true, {inside, outside}});
}

Exhibit ladder_exhibit() {
  const Json ladder = parse_json(templates::precision_ladder_json);
  Plot plot{"", "bits of the arithmetic", "largest $|a(s)|$", true, true, {}};
  plot.series.push_back(rungs(ladder, "lu", "outside", "outside the window, elimination on the normal equations"));
  plot.series.push_back(rungs(ladder, "qr", "outside", "outside the window, QR of the matrix"));
  plot.series.push_back(rungs(ladder, "lu", "inside", "inside, elimination"));
  plot.series.push_back(rungs(ladder, "qr", "inside", "inside, QR"));
  plot.series.push_back(level("outside, exact least squares", {24, 4096}, enclosure(ladder.at("exact").at("outside"))));
  plot.series.push_back(level("8000, the published value", {24, 4096}, {"8000", "8000"}));
  return exhibit("precision-ladder", "A fitted score inside and outside its window, by precision",
                 "The fit of arXiv 2306.15595: $d = 128$ unknowns, base 10000, 2048 targets of one seed on $s = 0, \\dots, "
                 "2047$; outside is $s = 2048, \\dots, 4095$. "
                 "What a finite precision gives outside measures its rounding; exact least squares gives " +
                     enclosure_text(enclosure(ladder.at("exact").at("outside"))) + ".",
                 std::move(plot));
}

}  // namespace posproof
