#include "posproof/cli/exhibits.hpp"

#include <cmath>

#include "posproof/analysis/blowup_law.hpp"
#include "posproof/analysis/decay.hpp"
#include "posproof/analysis/recurrence.hpp"
#include "posproof/analysis/score_bounds.hpp"
#include "posproof/arith/sha256.hpp"

namespace posproof {
namespace {

constexpr Bits bits{80};
const Rational base = 10000;

PlotPoint point(double x, const Ball& value) {
  if (!is_finite(value)) throw ResultsError("a figure's value is not finite at " + std::to_string(x));
  return {x, lower_double(value), upper_double(value)};
}

Ball decay_sum(const Balls& frequencies, const Ball& n) {
  Ball sum(0L);
  for (const Ball& theta : frequencies) sum += cos(n * theta);
  return sum;
}

/// Positions 1, ..., last, spread evenly on a logarithmic axis.
std::vector<long> spread(long last, int count) {
  std::vector<long> out;
  for (int k = 0; k < count; ++k) {
    const long n = std::lround(std::pow(static_cast<double>(last), static_cast<double>(k) / (count - 1)));
    if (out.empty() || n > out.back()) out.push_back(n);
  }
  return out;
}

PlotSeries phases(const Balls& frequencies, const Ball& n, const std::string& label, PlotSeries::Style style) {
  PlotSeries s{label, style, {}};
  for (std::size_t t = 0; t < frequencies.size(); ++t) s.points.push_back(point(static_cast<double>(t), cos(n * frequencies[t])));
  return s;
}

Exhibit exhibit(const std::string& id, const std::string& title, const std::string& caption, Plot plot) {
  plot.title = title;
  return {{id, title, caption, "figures/" + id + ".json", ""}, std::move(plot)};
}

}  // namespace

std::vector<Exhibit> panel_exhibits() {
  const PrecisionScope scope(bits);
  const Balls frequencies = score_frequencies(8192, base);
  std::vector<Exhibit> out;
  for (const long n : {0L, 128L, 4096L, 200000L}) {
    Plot plot{"", "t", "$\\cos(n\\theta_t)$", false, false, {}};
    plot.series.push_back(phases(frequencies, Ball(n), "n = " + std::to_string(n), PlotSeries::Style::line));
    out.push_back(exhibit("terms-" + std::to_string(n), "The terms of $f_n$ for n = " + std::to_string(n),
                          "$d = 8192$, base 10000. Their sum is $f_n$ = " + text(decay_sum(frequencies, Ball(n)), 8) + ".", std::move(plot)));
  }
  return out;
}

Exhibit envelope_exhibit() {
  const PrecisionScope scope(bits);
  constexpr long d = 512;
  const Balls frequencies = score_frequencies(d, base);
  Plot plot{"", "n", "$|f_n|$", true, true, {}};
  PlotSeries sum{"$|f_n|$", PlotSeries::Style::line, {}}, limit{"limit $(d/2) |g(n)|$", PlotSeries::Style::line, {}},
      upper{"certified bound $(d/2) |g(n)| + V(n)$", PlotSeries::Style::dashed, {}}, claimed{"the document's bound $2(l+1)/n$, false from n = 3", PlotSeries::Style::dashed, {}};
  for (const long n : spread(200000, 700)) {
    const Ball at(n), g = abs(Ball(d / 2) * continuum_limit(at, base));
    const auto x = static_cast<double>(n);
    sum.points.push_back(point(x, abs(decay_sum(frequencies, at))));
    limit.points.push_back(point(x, g));
    upper.points.push_back(point(x, g + continuum_distance_upper(at, base)));
    claimed.points.push_back(point(x, Ball(Rational(Integer(d), Integer(n)))));
  }
  plot.series = {sum, limit, upper, claimed};
  return exhibit("envelope", "The decay sum, its limit and two bounds",
                 "$d = 512$, base 10000, 700 positions up to 200000. The sum falls like a logarithm, then oscillates; it leaves the "
                 "document's bound at once.", std::move(plot));
}

Exhibit continuum_exhibit() {
  const PrecisionScope scope(bits);
  Plot plot{"", "n", "$(2/d) f_n$", true, false, {}};
  const std::vector<long> places = spread(100000, 400);
  for (const long d : {32L, 128L, 2048L}) {
    const Balls frequencies = score_frequencies(d, base);
    PlotSeries s{"d = " + std::to_string(d), PlotSeries::Style::line, {}};
    for (const long n : places)
      s.points.push_back(point(static_cast<double>(n), decay_sum(frequencies, Ball(n)) / Ball(d / 2)));
    plot.series.push_back(std::move(s));
  }
  PlotSeries limit{"limit $g(n)$", PlotSeries::Style::dashed, {}};
  for (const long n : places) limit.points.push_back(point(static_cast<double>(n), continuum_limit(Ball(n), base)));
  plot.series.push_back(std::move(limit));
  return exhibit("continuum", "$(2/d) f_n$ against its limit", "Base 10000. The larger $d$, the longer the sum follows its limit (T4).", std::move(plot));
}

Exhibit partial_sums_exhibit() {
  const PrecisionScope scope(bits);
  constexpr long d = 128;
  const Balls frequencies = score_frequencies(d, base);
  PlotSeries s{"$B(s)/(d/2)$", PlotSeries::Style::line, {}};
  for (long n = 0; n <= 4096; n += 4) s.points.push_back(point(static_cast<double>(n), partial_sum_moduli(frequencies, Ball(n)) / Ball(d / 2)));
  return exhibit("partial-sums", "$B(s)/(d/2)$", "$d = 128$, base 10000, every fourth position. $|a(s)|$ is at most $B(s)$ times the largest step of $h$ (T10).",
                 Plot{"", "s", "$B(s)/(d/2)$", false, false, {s}});
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
    (s < window ? inside : outside).points.push_back(point(static_cast<double>(s), sqrt(variances[static_cast<std::size_t>(s)])));
  return exhibit("blow-up", "Standard deviation of a fitted score",
                 "A score with $d = 32$ and base 10000, fitted by least squares to independent standard normal targets at $s = 0, \\dots, 63$: its exact standard deviation (T12).",
                 Plot{"", "s", "$\\sigma(s)$", false, true, {inside, outside}});
}

Exhibit recurrence_exhibit() {
  constexpr long d = 128;
  const auto found = find_recurrence(decay_sum_groups(d, base), Rational(Integer(99), Integer(100)));
  if (!found) throw ResultsError("no recurrence was found");
  const PrecisionScope scope(found->bits);
  const Balls frequencies = score_frequencies(d, base);
  Plot plot{"", "t", "$\\cos(n\\theta_t)$", false, false, {}};
  plot.series.push_back(phases(frequencies, Ball(found->n), "at the witness", PlotSeries::Style::points));
  plot.series.push_back(phases(frequencies, Ball(4096L), "n = 4096, for comparison", PlotSeries::Style::points));
  return exhibit("recurrence", "Where $f_n$ comes back",
                 "$d = 128$, base 10000: at n = " + found->n.get_str() + " the sum is " + text(found->value, 10) + " of 64, so it does not tend to 0 (T6).", std::move(plot));
}

void add_exhibits(Results& results, const std::filesystem::path& directory) {
  std::vector<Exhibit> all = panel_exhibits();
  for (auto make : {envelope_exhibit, continuum_exhibit, partial_sums_exhibit, blowup_exhibit, recurrence_exhibit}) all.push_back(make());
  std::filesystem::create_directories(directory / "figures");
  for (Exhibit& e : all) {
    const std::string data = plot_to_json(e.plot).dump() + "\n";
    e.record.sha256 = sha256_hex(data);
    write_text_file(directory / e.record.data, data);
    results.figures.push_back(e.record);
  }
}

}  // namespace posproof
