#include <catch2/catch.hpp>

#include "golden.hpp"
#include "posproof/report/render.hpp"
#include "sample.hpp"

// Oracle: the approved file. What latexmk makes of it is tested by latex_check.sh.

using namespace posproof;
using Catch::Contains;

TEST_CASE("report.tex as approved") {
  PlotMap plots;
  const Results r = sample::results_with_figure(plots);
  sample::check_golden("report.tex", render_latex(r, plots));
}

TEST_CASE("LaTeX that is more than math is shown as the formula's text") {
  Results r = sample::results();
  r.claims[0].latex = "\\input{/etc/passwd}";
  const std::string tex = render_latex(r, {});
  CHECK(tex.find("\\input{/") == std::string::npos);
  CHECK(tex.find("\\write") == std::string::npos);
}
