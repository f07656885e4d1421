#include <algorithm>

#include "plot_scale.hpp"
#include "posproof/report/draw.hpp"
#include "posproof/report/text.hpp"
#include "posproof/report/process.hpp"

namespace posproof {
namespace {

using plot_detail::shortest;

constexpr std::size_t most_points = 5000;
constexpr const char* palette[] = {"#0b5fa5", "#c2410c", "#15803d", "#7e22ce", "#a16207", "#475569"};

/// In single quotes gnuplot reads no escapes; a quote is written twice. `noenhanced` keeps _ and ^ plain.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : one_line(shorten(plain_math(text), 160))) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::string data_block(const PlotSeries& s, const std::string& name, double floor) {
  std::string out = "$" + name + " << END_OF_DATA\n";
  for (const PlotPoint& p : s.points)
    out += shortest(p.x) + " " + shortest(std::max(p.lower, floor)) + " " + shortest(std::max(p.upper, floor)) + "\n";
  return out + "END_OF_DATA\n";
}

}  // namespace

std::string gnuplot_script(const Plot& plot, const std::string& terminal) {
  const plot_detail::Scale y = plot_detail::y_scale(plot);
  std::string out = terminal == "png" ? "set terminal pngcairo noenhanced size 1200,720 font 'sans,13'\n"
                                      : "set terminal svg noenhanced size 900,540 font 'sans-serif,13' background '#ffffff'\n";
  out += "set encoding utf8\nset title " + quoted(plot.title) + "\nset xlabel " + quoted(plot.x_label) + "\nset ylabel " + quoted(plot.y_label) +
         "\nset key below\nset grid lc rgb '#d4d4d8'\nset yrange [" + shortest(y.low) + ":" + shortest(y.high) + "]\n";
  if (plot.log_x) out += "set logscale x\n";
  if (plot.log_y) out += "set logscale y\n";
  std::string commands;
  for (std::size_t k = 0; k < plot.series.size(); ++k) {
    const PlotSeries s = thinned(plot.series[k], most_points, plot.log_x);
    if (s.points.empty()) continue;
    const std::string name = "series" + std::to_string(k), colour = std::string(" lc rgb '") + palette[k % 6] + "'";
    out += data_block(s, name, plot.log_y ? y.low : -1.7e308);
    if (s.points.size() > 1)
      commands += (commands.empty() ? "plot $" : ", $") + name + " using 1:2:3 with filledcurves fillstyle transparent solid 0.3 noborder" + colour + " notitle";
    const bool points = s.style == PlotSeries::Style::points;
    commands += (commands.empty() ? "plot $" : ", $") + name + " using 1:(0.5*$2+0.5*$3) with " +
                (points ? "points pointtype 7 pointsize 0.4" : "lines linewidth 1.3") + (s.style == PlotSeries::Style::dashed ? " dashtype 2" : "") +
                colour + " title " + quoted(s.label);
  }
  if (commands.empty()) commands = "set xrange [0:1]\nplot NaN notitle";
  return out + commands + "\n";
}

std::string gnuplot_picture(const Plot& plot, const std::string& terminal) {
  const ProgramOutput result = run_program({"gnuplot", "-"}, gnuplot_script(plot, terminal));
  if (!result.started) throw ResultsError("gnuplot is not installed (Debian: apt-get install gnuplot-nox)");
  if (result.exit_code != 0 || result.out.empty()) throw ResultsError("gnuplot failed: " + shorten(result.err, 600));
  return result.out;
}

void write_plot(const Plot& plot, const std::filesystem::path& file) {
  const std::string ending = file.extension().string();
  if (ending == ".svg" || ending == ".png") return write_text_file(file, gnuplot_picture(plot, ending.substr(1)));
  if (ending == ".tex") return write_text_file(file, pgfplots_picture(plot));
  if (ending == ".json") return write_text_file(file, plot_to_json(plot).dump() + "\n");
  throw ResultsError(file.string() + ": a plot ends in .svg, .png, .tex or .json");
}

}  // namespace posproof
