#include "posproof/report/plot.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>

#include "golden.hpp"
#include "posproof/arith/sha256.hpp"
#include "posproof/report/draw.hpp"
#include "sample.hpp"

// Oracle: approved pictures; outward rounding checked with exact rationals; hulls that must contain what they replace.

using namespace posproof;
using Catch::Contains;

TEST_CASE("SVG as approved") {
  sample::check_golden("plot.svg",
                       svg_element(sample::plot(), "figure-0") + "\n" + svg_element(sample::plot(true), "figure-1") + "\n");
}
TEST_CASE("pgfplots as approved") {
  sample::check_golden("plot.tex", pgfplots_picture(sample::plot()) + pgfplots_picture(sample::plot(true)));
}
TEST_CASE("gnuplot script as approved") { sample::check_golden("plot.gp", gnuplot_script(sample::plot(true), "svg")); }

TEST_CASE("points are rounded outward to doubles") {
  const PlotPoint p = make_plot_point(1, {"0.1", "0.1"});
  CHECK(Rational::from_double(p.lower) < *Rational::parse("1/10"));
  CHECK(Rational::from_double(p.upper) > *Rational::parse("1/10"));
  CHECK(std::nextafter(p.lower, 1.0) == p.upper);
  CHECK(make_plot_point(1, {"-0.5", "0.25"}).lower == -0.5);
  CHECK(Rational::from_double(make_plot_point(1, {"-0.1", "0.25"}).lower) <= *Rational::parse("-1/10"));
  CHECK_THROWS_AS(make_plot_point(1, {"x", "1"}), ResultsError);
  CHECK_THROWS_AS(make_plot_point(1, {"2", "1"}), ResultsError);
  CHECK_THROWS_AS(make_plot_point(1, {"1", "1e400"}), ResultsError);
}

TEST_CASE("thinning keeps every extreme") {
  PlotSeries s{"x", PlotSeries::Style::line, {}};
  for (int n = 1; n <= 10000; ++n) s.points.push_back({static_cast<double>(n), n == 7777 ? -50.0 : 0.0, n == 3 ? 80.0 : 1.0});
  for (const bool log : {false, true}) {
    const PlotSeries t = thinned(s, 300, log);
    CHECK(t.points.size() <= 300);
    CHECK(t.points.size() > 100);
    double low = 0, high = 0;
    for (const PlotPoint& p : t.points) {
      low = std::min(low, p.lower);
      high = std::max(high, p.upper);
    }
    CHECK(low == -50.0);
    CHECK(high == 80.0);
  }
  CHECK(thinned(s, 20000).points.size() == 10000);
}

TEST_CASE("plot data survives a round trip, broken data is refused") {
  const Json json = plot_to_json(sample::plot(true));
  CHECK(plot_to_json(plot_from_json(json)) == json);
  const auto broken = [&](const char* pointer, const Json& value) {
    Json j = json;
    j[Json::json_pointer(pointer)] = value;
    return j;
  };
  CHECK_THROWS_AS(plot_from_json(broken("/schema", "posproof-plot/2")), ResultsError);
  CHECK_THROWS_AS(plot_from_json(broken("/log_x", 1)), ResultsError);
  CHECK_THROWS_AS(plot_from_json(broken("/series/0/style", "pie")), ResultsError);
  CHECK_THROWS_AS(plot_from_json(broken("/series/0/points/3", Json::array({4.0, 2.0, 1.0}))), ResultsError);
  CHECK_THROWS_AS(plot_from_json(broken("/series/0/points/3", Json::array({1.0, 1.0, 1.0}))), ResultsError);
  CHECK_THROWS_AS(plot_from_json(broken("/series/0/points/3", Json::array({4.0, 1.0}))), ResultsError);
}

TEST_CASE("figures are what the results refer to, and nothing else") {
  const auto directory = std::filesystem::temp_directory_path() / "posproof-plot-test";
  std::filesystem::create_directories(directory);
  const std::string data = plot_to_json(sample::plot()).dump();
  write_text_file(directory / "envelope.json", data);
  PlotMap unused;
  Results r = sample::results_with_figure(unused);
  r.figures.resize(1);
  CHECK_THROWS_WITH(load_plots(r, directory), Contains("is not the file"));
  r.figures[0].sha256 = sha256_hex(data);
  CHECK(load_plots(r, directory).at("envelope").series.size() == 4);
  r.figures[0].data = "../envelope.json";
  CHECK_THROWS_WITH(load_plots(r, directory / "x"), Contains("beside"));
  r.figures[0].data = "missing.json";
  CHECK_THROWS_WITH(load_plots(r, directory), Contains("no such file"));
  std::filesystem::remove_all(directory);
}

TEST_CASE("gnuplot draws the sample as SVG and PNG") {
  if (std::system("command -v gnuplot >/dev/null") != 0) {
    WARN("SKIPPED: gnuplot is not installed (Debian: gnuplot-nox)");
    return;
  }
  for (const bool log : {false, true}) {
    const std::string svg = gnuplot_picture(sample::plot(log), "svg");
    CHECK_THAT(svg, Contains("</svg>"));
    CHECK(svg.find("<script>alert") == std::string::npos);
    CHECK(gnuplot_picture(sample::plot(log), "png").substr(1, 3) == "PNG");
  }
  CHECK_THAT(gnuplot_picture(Plot{"empty", "x", "y", true, true, {}}, "svg"), Contains("</svg>"));
  CHECK_THROWS_AS(write_plot(sample::plot(), "x.pdf"), ResultsError);
}
