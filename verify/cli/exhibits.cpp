#include "posproof/cli/exhibits.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

#include "exhibit_parts.hpp"
#include "posproof/analysis/block_sweep.hpp"
#include "posproof/analysis/decay.hpp"
#include "posproof/analysis/float32_study.hpp"
#include "posproof/analysis/recurrence.hpp"
#include "posproof/analysis/score_bounds.hpp"
#include "posproof/arith/sha256.hpp"

namespace posproof {
namespace {

using namespace exhibit_detail;

Ball decay_sum(const Balls& frequencies, const Ball& n) {
  Ball sum(0L);
  for (const Ball& theta : frequencies) sum += cos(n * theta);
  return sum;
}

/// The largest |f_m| with n <= m <= last, at each of the places. **Error** enclosure: the sweep's error bound both ways.
PlotSeries envelope(long d, const std::vector<long>& places, const std::string& label) {
  const long last = places.back();
  const BlockSweep sweep(rotary_sum(d / 2, base), 1, last);
  std::vector<double> size(static_cast<std::size_t>(last) + 1);
  sweep.for_each(1, [&](const BlockView& block) {
    for (std::size_t i = 0; i < block.count; ++i)
      size[static_cast<std::size_t>(block.first) + i] = std::fabs(block.midpoint[i]);
  });
  for (std::size_t n = size.size() - 1; n-- > 1;) size[n] = std::max(size[n], size[n + 1]);
  PlotSeries s{label, PlotSeries::Style::line, {}};
  const double error = sweep.error();
  for (const long n : places) {
    const double m = size[static_cast<std::size_t>(n)];  // one more step outward covers the rounding of m +- error
    s.points.push_back(
        {static_cast<double>(n), std::nextafter(std::max(0.0, m - error), -1.0), std::nextafter(m + error, HUGE_VAL)});
  }
  return s;
}

PlotSeries phases(const Balls& frequencies, const Ball& n, const std::string& label, PlotSeries::Style style) {
  PlotSeries s{label, style, {}};
  for (std::size_t t = 0; t < frequencies.size(); ++t)
    s.points.push_back(point(static_cast<double>(t), cos(n * frequencies[t])));
  return s;
}

}  // namespace

std::vector<Exhibit> panel_exhibits() {
  const PrecisionScope scope(figure_bits);
  const Balls frequencies = score_frequencies(8192, base);
  std::vector<Exhibit> out;
  for (const long n : {0L, 128L, 4096L, 200000L}) {
    Plot plot{"", "t", "$\\cos(n\\theta_t)$", false, false, {}};
    plot.series.push_back(phases(frequencies, Ball(n), "n = " + std::to_string(n), PlotSeries::Style::line));
    out.push_back(exhibit("terms-" + std::to_string(n), "The terms of $f_n$ for n = " + std::to_string(n),
                          "$d = 8192$, base 10000. Their sum is $f_n$ = " + text(decay_sum(frequencies, Ball(n)), 8) + ".",
                          std::move(plot)));
  }
  return out;
}

Exhibit envelope_exhibit() {
  const PrecisionScope scope(figure_bits);
  constexpr long d = 512;
  const Balls frequencies = score_frequencies(d, base);
  Plot plot{"", "n", "$|f_n|$", true, true, {}};
  PlotSeries sum{"$|f_n|$", PlotSeries::Style::line, {}}, limit{"limit $(d/2) |g(n)|$", PlotSeries::Style::line, {}},
      upper{"certified bound $(d/2) |g(n)| + V(n)$", PlotSeries::Style::dashed, {}},
      claimed{"the document's bound $2(l+1)/n$, false from n = 3", PlotSeries::Style::dashed, {}};
  const std::vector<long> places = spread(200000, 700);
  for (const long n : places) {
    const Ball at(n), g = abs(Ball(d / 2) * continuum_limit(at, base));
    const auto x = static_cast<double>(n);
    sum.points.push_back(point(x, abs(decay_sum(frequencies, at))));
    limit.points.push_back(point(x, g));
    upper.points.push_back(point(x, g + continuum_distance_upper(at, base)));
    claimed.points.push_back(point(x, Ball(Rational(Integer(d), Integer(n)))));
  }
  plot.series = {sum, limit, envelope(d, places, "envelope: the largest $|f_m|$ for m from n to 200000"), upper, claimed};
  return exhibit(
      "envelope", "The decay sum, its limit, its envelope and two bounds",
      "$d = 512$, base 10000, 700 positions up to 200000. The sum falls like a logarithm, then oscillates; it leaves the "
      "document's bound at once.",
      std::move(plot));
}

Exhibit continuum_exhibit() {
  const PrecisionScope scope(figure_bits);
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
  return exhibit("continuum", "$(2/d) f_n$ against its limit",
                 "Base 10000. The larger $d$, the longer the sum follows its limit (T4).", std::move(plot));
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
                 "$d = 128$, base 10000: at n = " + found->n.get_str() + " the sum is " + text(found->value, 10) +
                     " of 64, so it does not tend to 0 (T6).",
                 std::move(plot));
}

Exhibit float32_exhibit() {
  const PrecisionScope scope(figure_bits);
  const Float32Reading reading(512, base);
  Plot plot{"", "n", "$|f_n|$ and errors", true, true, {}};
  PlotSeries sum{"$|f_n|$", PlotSeries::Style::line, {}}, error{"error of the exact emulation", PlotSeries::Style::points, {}},
      all{"bound for every library, up to n", PlotSeries::Style::dashed, {}};
  for (const long n : spread(10'000'000, 300)) {
    const Ball truth = reading.truth_ball(n);
    const auto x = static_cast<double>(n);
    sum.points.push_back(point(x, abs(truth)));
    const Ball missed = abs(Ball::exact(reading.value(n)) - truth);
    if (certainly(is_positive(missed))) error.points.push_back(point(x, missed));
    all.points.push_back(point(x, error_upper(reading, n, Float32Family::within_one_ulp)));
  }
  plot.series = {sum, error, all};
  return exhibit("float32", "The decay sum in single precision",
                 "$d = 512$, base 10000, 300 positions up to $10^7$. With correctly rounded operations the error first reaches "
                 "$|f_n|$ at n = 31267; some library may be "
                 "there at n = 7439 (D11, D12; every position is evaluated in reports/data/decay-article/float32.json).",
                 std::move(plot));
}

void add_exhibits(Results& results, const std::filesystem::path& directory) {
  // One claim is looked at for itself; figures belong to a document.
  if (results.claims.size() <= 1) return;
  using Maker = std::function<std::vector<Exhibit>()>;
  std::vector<Maker> makers;
  const auto one = [&](Exhibit (*make)()) { makers.push_back([make] { return std::vector<Exhibit>{make()}; }); };
  if (find_claim(results, "decay-article/discrete-sum-bound")) {
    makers.push_back(panel_exhibits);
    for (auto make : {envelope_exhibit, continuum_exhibit, recurrence_exhibit, float32_exhibit}) one(make);
  }
  if (find_claim(results, "position-interpolation/published-constant"))
    for (auto make : {partial_sums_exhibit, blowup_exhibit, ladder_exhibit}) one(make);
  std::vector<std::vector<Exhibit>> made(makers.size());
  // On this thread: FLINT needs more stack here than a worker has.
  for (std::size_t i = 0; i < makers.size(); ++i) made[i] = makers[i]();
  std::vector<Exhibit> all;
  for (auto& group : made) std::move(group.begin(), group.end(), std::back_inserter(all));
  if (all.empty()) return;
  std::filesystem::create_directories(directory / "figures");
  for (Exhibit& e : all) {
    const std::string data = plot_to_json(e.plot).dump() + "\n";
    e.record.sha256 = sha256_hex(data);
    write_text_file(directory / e.record.data, data);
    results.figures.push_back(e.record);
  }
}

}  // namespace posproof
