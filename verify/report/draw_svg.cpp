#include <algorithm>
#include <cmath>

#include "plot_scale.hpp"
#include "posproof/report/draw.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace {

using plot_detail::Scale;

constexpr double width = 760, height = 400;
constexpr double left = 72, right = 30, top = 16, bottom = 56;
constexpr std::size_t most_points = 1600;
constexpr std::size_t few_points = 400;  ///< up to here a band gets its middle as a line
constexpr std::size_t colours = 6;
constexpr double legend_line = 20;

/// Coordinates to a tenth of a pixel.
std::string px(double v) { return plot_detail::shortest(std::round(v * 10) / 10); }

class Drawing {
 public:
  Drawing(const Plot& plot, const std::string& id)
      : plot_(plot), id_(id), x_(plot_detail::x_scale(plot)), y_(plot_detail::y_scale(plot)) {}

  std::string run() {
    const double full = height + legend_line * static_cast<double>(plot_.series.size());
    out_ = "<svg class=\"plot\" role=\"img\" viewBox=\"0 0 " + px(width) + " " + px(full) + "\" aria-labelledby=\"" + id_ +
           "-title\"><title id=\"" + id_ + "-title\">" + escape_markup(one_line(shorten(plain_math(plot_.title), 300))) +
           "</title>";
    axes();
    for (std::size_t k = 0; k < plot_.series.size(); ++k) series(thinned(plot_.series[k], most_points, plot_.log_x), k);
    legend();
    return out_ + "</svg>";
  }

 private:
  double at_x(double v) const { return left + x_.place(v) * (width - left - right); }
  double at_y(double v) const { return height - bottom - y_.place(v) * (height - top - bottom); }

  void line(const char* kind, double x1, double y1, double x2, double y2) {
    out_ += std::string("<line class=\"") + kind + "\" x1=\"" + px(x1) + "\" y1=\"" + px(y1) + "\" x2=\"" + px(x2) +
            "\" y2=\"" + px(y2) + "\"/>";
  }
  void label(const char* kind, double x, double y, const std::string& text, const std::string& more = "") {
    out_ += std::string("<text class=\"") + kind + "\" x=\"" + px(x) + "\" y=\"" + px(y) + "\"" + more + ">" +
            escape_markup(one_line(shorten(plain_math(text), 110))) + "</text>";
  }

  void axes() {
    for (const auto& [v, text] : x_.ticks) {
      line("grid", at_x(v), top, at_x(v), height - bottom);
      label("tick mid", at_x(v), height - bottom + 18, text);
    }
    for (const auto& [v, text] : y_.ticks) {
      line("grid", left, at_y(v), width - right, at_y(v));
      label("tick end", left - 6, at_y(v) + 4, text);
    }
    if (!plot_.log_y && y_.low < 0 && y_.high > 0) line("axis", left, at_y(0), width - right, at_y(0));
    line("axis", left, height - bottom, width - right, height - bottom);
    line("axis", left, top, left, height - bottom);
    label("name mid", (left + width - right) / 2, height - 14, plot_.x_label);
    label("name mid", 16, (top + height - bottom) / 2, plot_.y_label,
          " transform=\"rotate(-90 16 " + px((top + height - bottom) / 2) + ")\"");
  }

  void series(const PlotSeries& s, std::size_t k) {
    const std::string colour = "s" + std::to_string(k % colours);
    const bool wide =
        std::any_of(s.points.begin(), s.points.end(), [&](const PlotPoint& p) { return at_y(p.lower) - at_y(p.upper) > 1.5; });
    if (wide && s.points.size() > 1) {
      std::string path;
      for (const PlotPoint& p : s.points) path += (path.empty() ? "M" : "L") + px(at_x(p.x)) + " " + px(at_y(p.upper));
      for (auto p = s.points.rbegin(); p != s.points.rend(); ++p) path += "L" + px(at_x(p->x)) + " " + px(at_y(p->lower));
      out_ += "<path class=\"band " + colour + "\" d=\"" + path + "Z\"/>";
    }
    const auto middle = [&](const PlotPoint& p) { return (at_y(p.lower) + at_y(p.upper)) / 2; };
    if (s.style == PlotSeries::Style::points) {
      for (const PlotPoint& p : s.points)
        out_ += "<circle class=\"dot " + colour + "\" cx=\"" + px(at_x(p.x)) + "\" cy=\"" + px(middle(p)) + "\" r=\"" +
                (s.points.size() > 150 ? "1.6" : "3") + "\"/>";
    } else if (!wide || s.points.size() <= few_points) {
      std::string path;
      for (const PlotPoint& p : s.points) path += (path.empty() ? "M" : "L") + px(at_x(p.x)) + " " + px(middle(p));
      out_ +=
          "<path class=\"line " + colour + (s.style == PlotSeries::Style::dashed ? " dashed" : "") + "\" d=\"" + path + "\"/>";
    }
  }

  void legend() {
    for (std::size_t k = 0; k < plot_.series.size(); ++k) {
      const double y = height + legend_line * static_cast<double>(k) + 6;
      const std::string colour = "s" + std::to_string(k % colours);
      if (plot_.series[k].style == PlotSeries::Style::points)
        out_ += "<circle class=\"dot " + colour + "\" cx=\"" + px(left + 14) + "\" cy=\"" + px(y - 4) + "\" r=\"3\"/>";
      else
        out_ += "<path class=\"line " + colour + (plot_.series[k].style == PlotSeries::Style::dashed ? " dashed" : "") +
                "\" d=\"M" + px(left) + " " + px(y - 4) + "h28\"/>";
      label("name", left + 36, y, plot_.series[k].label);
    }
  }

  const Plot& plot_;
  std::string id_;
  Scale x_, y_;
  std::string out_;
};

}  // namespace

std::string svg_element(const Plot& plot, const std::string& id) { return Drawing(plot, id).run(); }

}  // namespace posproof
