#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "posproof/report/results.hpp"
#include "posproof/report/results_json.hpp"

// One model of a plot for gnuplot, pgfplots and the inline SVG of the HTML report. Values are certified enclosures: where
// one is too wide to be a line, it is drawn as a band.

namespace posproof {

/// **Error** enclosure: the plotted quantity at exactly `x` lies in [lower, upper] (outward-rounded doubles).
struct PlotPoint {
  double x = 0, lower = 0, upper = 0;
};

struct PlotSeries {
  enum class Style { line, points, dashed };
  std::string label;
  Style style = Style::line;
  std::vector<PlotPoint> points;  ///< ascending x
};

struct Plot {
  std::string title, x_label, y_label;
  bool log_x = false, log_y = false;
  std::vector<PlotSeries> series;
};

using PlotMap = std::map<std::string, Plot>;  ///< by figure id

/// The point with the enclosure's ends rounded outward to doubles. Throws ResultsError when an end is no number.
PlotPoint make_plot_point(double x, const Enclosure& value);

/// JSON of a plot's data file (schema "posproof-plot/1") and back. The reader is strict and throws ResultsError: finite
/// numbers, lower <= upper, ascending x.
Json plot_to_json(const Plot& plot);
Plot plot_from_json(const Json& json);

/// At most `limit` points, in places evenly spaced on the axis: neighbours are merged into the hull of their enclosures,
/// so that no extreme is lost to view and every band contains all values it stands for.
PlotSeries thinned(const PlotSeries& series, std::size_t limit, bool log_x = false);

/// Reads the data of every figure from `directory`. Throws ResultsError when a file is missing or its hash differs.
PlotMap load_plots(const Results& results, const std::filesystem::path& directory);

}  // namespace posproof
