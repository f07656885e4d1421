#include "posproof/report/plot.hpp"

#include <algorithm>
#include <cmath>

#include "json_fields.hpp"
#include "posproof/arith/rational.hpp"
#include "posproof/arith/sha256.hpp"

namespace posproof {
namespace {

constexpr const char* plot_schema = "posproof-plot/1";

Rational number(const std::string& text) {
  if (text.size() < 5000)
    if (auto q = Rational::parse(text)) return *q;
  throw ResultsError("a plotted value is not a number: " + text.substr(0, 60));
}

/// The nearest double in the given direction. q.get_d truncates, so it is at most one step away.
double rounded(const Rational& q, bool up) {
  const double x = q.approx_double();
  if (!std::isfinite(x)) throw ResultsError("a plotted value is too large: " + std::to_string(q.sign()) + "e308 or more");
  const Rational exact = Rational::from_double(x);
  if (up ? exact >= q : exact <= q) return x;
  return std::nextafter(x, up ? HUGE_VAL : -HUGE_VAL);
}

const char* style_word(PlotSeries::Style s) {
  return s == PlotSeries::Style::line ? "line" : s == PlotSeries::Style::points ? "points" : "dashed";
}

PlotSeries::Style read_style(const std::string& word, const std::string& path) {
  if (word == "line") return PlotSeries::Style::line;
  if (word == "points") return PlotSeries::Style::points;
  if (word != "dashed") Fields::fail(path, "is not line, points or dashed");
  return PlotSeries::Style::dashed;
}

PlotPoint read_point(const Json& j, const std::string& path) {
  if (!j.is_array() || j.size() != 3 || !std::all_of(j.begin(), j.end(), [](const Json& v) { return v.is_number(); }))
    Fields::fail(path, "is not [x, lower, upper]");
  const PlotPoint p{j[0].get<double>(), j[1].get<double>(), j[2].get<double>()};
  if (!std::isfinite(p.x) || !std::isfinite(p.lower) || !std::isfinite(p.upper) || p.lower > p.upper)
    Fields::fail(path, "is no finite enclosure");
  return p;
}

bool flag(Fields& f, const char* key) {
  const Json& v = f.take(key);
  if (!v.is_boolean()) Fields::fail(f.at(key), "is not true or false");
  return v.get<bool>();
}

PlotSeries read_series(const Json& j, const std::string& path) {
  Fields f(j, path);
  PlotSeries s;
  s.label = f.text("label");
  s.style = read_style(f.text("style"), f.at("style"));
  f.each("points", [&](const Json& v, const std::string& p) {
    s.points.push_back(read_point(v, p));
    if (s.points.size() > 1 && !(s.points[s.points.size() - 2].x < s.points.back().x)) Fields::fail(p, "does not ascend in x");
  });
  f.done();
  return s;
}

}  // namespace

PlotPoint make_plot_point(double x, const Enclosure& value) {
  const Rational lo = number(value.lower), hi = number(value.upper);
  if (hi < lo) throw ResultsError("a plotted enclosure has its ends exchanged at x = " + std::to_string(x));
  return {x, rounded(lo, false), rounded(hi, true)};
}

Json plot_to_json(const Plot& plot) {
  Json series = Json::array();
  for (const PlotSeries& s : plot.series) {
    Json points = Json::array();
    for (const PlotPoint& p : s.points) points.push_back(Json::array({p.x, p.lower, p.upper}));
    series.push_back({{"label", s.label}, {"style", style_word(s.style)}, {"points", std::move(points)}});
  }
  return {{"schema", plot_schema}, {"title", plot.title}, {"x_label", plot.x_label},    {"y_label", plot.y_label},
          {"log_x", plot.log_x},   {"log_y", plot.log_y}, {"series", std::move(series)}};
}

Plot plot_from_json(const Json& json) {
  Fields f(json, "plot");
  if (f.text("schema") != plot_schema) Fields::fail("plot.schema", std::string("is not ") + plot_schema);
  Plot plot;
  plot.title = f.text("title");
  plot.x_label = f.text("x_label");
  plot.y_label = f.text("y_label");
  plot.log_x = flag(f, "log_x");
  plot.log_y = flag(f, "log_y");
  f.each("series", [&](const Json& v, const std::string& p) { plot.series.push_back(read_series(v, p)); });
  f.done();
  return plot;
}

PlotSeries thinned(const PlotSeries& series, std::size_t limit, bool log_x) {
  if (series.points.size() <= limit || limit < 2) return series;
  const auto place = [&](double x) { return log_x ? std::log(std::max(x, 1e-300)) : x; };
  const double first = place(series.points.front().x), span = place(series.points.back().x) - first;
  PlotSeries out{series.label, series.style, {}};
  std::size_t current = limit;
  for (const PlotPoint& p : series.points) {
    const auto cell = std::min(limit - 1, static_cast<std::size_t>((place(p.x) - first) / span * static_cast<double>(limit)));
    if (cell != current) {
      out.points.push_back(p);
      current = cell;
      continue;
    }
    PlotPoint& hull = out.points.back();
    hull.lower = std::min(hull.lower, p.lower);
    hull.upper = std::max(hull.upper, p.upper);
  }
  return out;
}

PlotMap load_plots(const Results& results, const std::filesystem::path& directory) {
  PlotMap plots;
  for (const FigureRecord& f : results.figures) {
    const std::filesystem::path name(f.data);
    if (name.is_absolute() || f.data.find("..") != std::string::npos)
      throw ResultsError("figure " + f.id + ": its data must lie beside results.json");
    const std::string text = read_text_file(directory / name);
    if (sha256_hex(text) != f.sha256)
      throw ResultsError("figure " + f.id + ": " + f.data + " is not the file the results refer to");
    plots.emplace(f.id, plot_from_json(parse_json(text)));
  }
  return plots;
}

}  // namespace posproof
