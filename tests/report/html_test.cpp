#include <catch2/catch.hpp>

#include "golden.hpp"
#include "posproof/report/audit.hpp"
#include "posproof/report/render.hpp"
#include "sample.hpp"

// Oracle: the approved file; one file without references to others; every claim has its place. What a browser makes of
// it is tested by html_check.sh.

using namespace posproof;
using Catch::Contains;

namespace {
std::string sample_html() {
  PlotMap plots;
  const Results r = sample::results_with_figure(plots);
  return render_html(r, plots);
}
}  // namespace

TEST_CASE("report.html as approved") { sample::check_golden("report.html", sample_html()); }

TEST_CASE("the page needs nothing else and nothing in it runs but our script") {
  const std::string html = sample_html();
  CHECK(html.find("<script>alert") == std::string::npos);
  CHECK(html.find("src=\"") == std::string::npos);
  CHECK(html.find("<link") == std::string::npos);
  CHECK(html.find("@import") == std::string::npos);
  CHECK(html.find("url(") == std::string::npos);
  CHECK_THAT(html, Contains("default-src 'none'"));
  CHECK_THAT(html, Contains("(1000000 digits)"));
  CHECK(html.size() < 200000);
}

TEST_CASE("every claim has its place, and what is false comes first") {
  const std::string html = sample_html();
  for (const ClaimRecord& c : sample::results().claims) CHECK_THAT(html, Contains("id=\"" + anchor(c.id) + "\""));
  CHECK(html.find("id=\"findings\"") < html.find("<article"));
  CHECK(html.find("Contradicted expectations") < html.find("id=\"findings\""));
  CHECK(html.find("id=\"findings\"") < html.find("Not decided, though"));
  CHECK_THAT(html, Contains("<mfrac><mn>2</mn><mi>n</mi></mfrac>"));  // the claim's own MathML
  CHECK_THAT(html, Contains("<msub><mi>f</mi><mi>n</mi></msub>"));    // math of a caption
}

TEST_CASE("MathML that is more than that is shown as the formula's text") {
  Results r = sample::results();
  r.claims[0].mathml = "<math><mi onclick=\"x()\">n</mi></math>";
  const std::string html = render_html(r, {});
  CHECK(html.find("onclick") == std::string::npos);
  CHECK_THAT(html, Contains("<pre>forall n in 1..200000"));
}
