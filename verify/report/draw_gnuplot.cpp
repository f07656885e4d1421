#include <algorithm>
#include <cmath>

#include "plot_scale.hpp"
#include "posproof/report/draw.hpp"
#include "posproof/report/process.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace {

using plot_detail::shortest;

constexpr std::size_t most_points = 2000;
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

/// Whether the enclosures are wider than a line: then they are drawn, as a band or as error bars.
bool wide(const PlotSeries& s, const plot_detail::Scale& y) {
  return std::any_of(s.points.begin(), s.points.end(),
                     [&](const PlotPoint& p) { return y.place(p.upper) - y.place(p.lower) > 0.004; });
}

std::string series_commands(const PlotSeries& s, const std::string& name, const std::string& colour, bool enclosures) {
  const bool points = s.style == PlotSeries::Style::points;
  std::string out;
  if (enclosures && points) out = " using 1:(0.5*$2+0.5*$3):2:3 with yerrorbars pointtype 0" + colour + " notitle, $" + name;
  if (enclosures && !points && s.points.size() > 1)
    out = " using 1:2:3 with filledcurves fillstyle transparent solid 0.3 noborder" + colour + " notitle, $" + name;
  return out + " using 1:(0.5*$2+0.5*$3) with " + (points ? "points pointtype 7 pointsize 0.4" : "lines linewidth 1.3") +
         (s.style == PlotSeries::Style::dashed ? " dashtype 2" : "") + colour + " title " + quoted(s.label);
}

/// Range and ticks as every other form of the picture has them.
std::string axis_commands(char axis, const plot_detail::Scale& s) {
  std::string ticks;
  for (const auto& [v, text] : s.ticks) ticks += (ticks.empty() ? "" : ", ") + quoted(text) + " " + shortest(v);
  return std::string("set ") + axis + "range [" + shortest(s.low) + ":" + shortest(s.high) + "]\nset " + axis + "tics (" +
         ticks + ")\n";
}

/// Size, and places for the names of the series below the name of the axis: gnuplot's own layout lets them overlap.
std::string terminal_commands(const std::string& terminal, int lines_of_key) {
  const bool png = terminal == "png";
  const double scale = png ? 4.0 / 3 : 1, line = 24 * scale, height = std::round((490 + 24 * lines_of_key) * scale);
  const auto share = [&](double pixels) { return shortest(std::round(1000 * pixels / height) / 1000); };
  return (png ? "set terminal pngcairo noenhanced size 1200," : "set terminal svg noenhanced size 900,") + shortest(height) +
         (png ? " font 'sans,13'\n" : " font 'sans-serif,13' background '#ffffff'\n") + "set bmargin at screen " +
         share(line * lines_of_key + 80 * scale) + "\nset key at screen 0.5, screen " +
         share(line * lines_of_key + 12 * scale) + " center top maxcols 1 Left reverse samplen 3\n";
}

}  // namespace

std::string gnuplot_script(const Plot& plot, const std::string& terminal) {
  const plot_detail::Scale x = plot_detail::x_scale(plot), y = plot_detail::y_scale(plot);
  std::string blocks, commands;
  int lines_of_key = 0;
  for (std::size_t k = 0; k < plot.series.size(); ++k) {
    const PlotSeries s = thinned(plot.series[k], most_points, plot.log_x);
    if (s.points.empty()) continue;
    const std::string name = "series" + std::to_string(k), colour = std::string(" lc rgb '") + palette[k % 6] + "'";
    blocks += data_block(s, name, plot.log_y ? y.low : -1.7e308);
    commands += (commands.empty() ? "plot $" : ", $") + name + series_commands(s, name, colour, wide(s, y));
    ++lines_of_key;
  }
  if (commands.empty()) commands = "plot NaN notitle";
  return terminal_commands(terminal, lines_of_key) + "set encoding utf8\nset title " + quoted(plot.title) + "\nset xlabel " +
         quoted(plot.x_label) + "\nset ylabel " + quoted(plot.y_label) + "\nset grid lc rgb '#d4d4d8'\n" +
         (plot.log_x ? "set logscale x\n" : "") + (plot.log_y ? "set logscale y\n" : "") + axis_commands('x', x) +
         axis_commands('y', y) + blocks + commands + "\n";
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
