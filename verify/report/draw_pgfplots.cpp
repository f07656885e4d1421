#include <algorithm>

#include "plot_scale.hpp"
#include "posproof/report/draw.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace {

using plot_detail::Scale;
using plot_detail::shortest;

constexpr std::size_t most_points = 1200;  // TeX reads every coordinate
constexpr std::size_t few_points = 400;    ///< up to here a band gets its middle as a line
constexpr std::size_t colours = 6;

/// A label may hold math; the rest is text.
std::string label(const std::string& text) {
  std::string out;
  for (const TextPiece& p : split_math(shorten(text, 160))) out += p.math ? "$" + p.text + "$" : escape_latex(p.text);
  return out;
}

class Picture {
 public:
  explicit Picture(const Plot& plot) : plot_(plot), x_(plot_detail::x_scale(plot)), y_(plot_detail::y_scale(plot)) {}

  std::string run() {
    std::string out = "\\begin{tikzpicture}\n\\begin{axis}[posproof plot,\n  xlabel={" + label(plot_.x_label) + "}, ylabel={" +
                      label(plot_.y_label) + "}, xmin=" + shortest(x_.low) + ", xmax=" + shortest(x_.high) +
                      ", ymin=" + shortest(y_.low) + ", ymax=" + shortest(y_.high);
    if (plot_.log_x) out += ", xmode=log";
    if (plot_.log_y) out += ", ymode=log";
    out += "]\n";
    for (std::size_t k = 0; k < plot_.series.size(); ++k) out += series(thinned(plot_.series[k], most_points, plot_.log_x), k);
    return out + "\\end{axis}\n\\end{tikzpicture}\n";
  }

 private:
  /// Inside the axis, so that no value is too large for TeX; a logarithmic axis has no place for 0.
  double shown(double v) const { return std::clamp(v, y_.low, y_.high); }

  std::string point(double x, double y) const { return "(" + shortest(x) + "," + shortest(shown(y)) + ")\n"; }

  std::string series(const PlotSeries& s, std::size_t k) const {
    const std::string colour = "posproof" + std::to_string(k % colours);
    const bool wide = s.points.size() > 1 && std::any_of(s.points.begin(), s.points.end(), [&](const PlotPoint& p) {
                        return y_.place(p.upper) - y_.place(p.lower) > 0.004;
                      });
    std::string out;
    if (wide) {
      out += "\\addplot[draw=" + colour + ", line width=0.2pt, fill=" + colour +
             ", fill opacity=0.3, forget plot] coordinates {\n";
      for (const PlotPoint& p : s.points) out += point(p.x, p.upper);
      for (auto p = s.points.rbegin(); p != s.points.rend(); ++p) out += point(p->x, p->lower);
      out += "} -- cycle;\n";
    }
    const bool marks = s.style == PlotSeries::Style::points;
    out += "\\addplot[" + colour + (marks ? ", only marks, mark size=0.9pt" : ", no marks, thick") +
           (s.style == PlotSeries::Style::dashed ? ", dashed" : "") +
           (wide && s.points.size() > few_points ? ", draw=none" : "") + "] coordinates {\n";
    for (const PlotPoint& p : s.points) out += point(p.x, middle(p));
    return out + "};\n\\addlegendentry{" + label(s.label) + "}\n";
  }

  double middle(const PlotPoint& p) const { return shown(p.lower) / 2 + shown(p.upper) / 2; }

  const Plot& plot_;
  Scale x_, y_;
};

}  // namespace

std::string pgfplots_picture(const Plot& plot) { return Picture(plot).run(); }

}  // namespace posproof
