#include <catch2/catch.hpp>
#include <ctime>

#include "posproof/report/diff.hpp"
#include "posproof/report/render.hpp"
#include "sample.hpp"

// Oracle: ten thousand claims take less than ten seconds of processor time in every format, and none is lost.

using namespace posproof;

TEST_CASE("ten thousand claims in every format") {
  Results r = sample::results();
  const auto base = r.claims;
  for (int k = 0; r.claims.size() < 10000; ++k) {
    ClaimRecord c = base[static_cast<std::size_t>(k) % 5];
    c.id = "article/made-" + std::to_string(k);
    c.repaired_by = "article/made-" + std::to_string(k + 1);
    r.claims.push_back(c);
    r.documents[0].steps[static_cast<std::size_t>(k) % 2].cases.push_back(c.id);
  }
  PlotMap plots;
  const auto timed = [&](const char* name, const auto& render) {
    INFO(name);
    const std::clock_t start = std::clock();
    const std::string text = render();
    CHECK((std::clock() - start) / CLOCKS_PER_SEC < 10);
    return text;
  };
  const auto times = [](const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++n;
    return n;
  };
  CHECK(timed("md", [&] { return render_markdown(r); }).size() <= (1u << 20));
  CHECK(times(timed("html", [&] { return render_html(r, plots); }), "<article ") == 10000);
  CHECK(times(timed("latex", [&] { return render_latex(r, plots); }), "\\hypertarget{") == 10000);
  CHECK(times(timed("junit", [&] { return render_junit(r); }), "<testcase ") == 10000);
  CHECK(times(timed("sarif", [&] { return render_sarif(r); }), "\"ruleId\"") >= 2000);
  CHECK(times(timed("github", [&] { return render_annotations(r); }), "\n") == 11);
  const std::string json = timed("json", [&] { return results_text(r); });
  CHECK(timed("read", [&] {
          return summary_line(count_outcomes(from_json(parse_json(json)).claims));
        }).starts_with("10000 claims"));
  CHECK(timed("diff", [&] { return diff_text(compare_runs(r, r)); }).starts_with("0 worse"));
}
