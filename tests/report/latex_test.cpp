#include <catch2/catch.hpp>
#include <filesystem>

#include "golden.hpp"
#include "posproof/report/render.hpp"
#include "posproof/report/write_reports.hpp"
#include "sample.hpp"

// Oracle: the approved file; latexmk and its log, where "clean" means no warning and no overfull or underfull box.

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

TEST_CASE("latexmk compiles the hostile sample without a warning") {
  if (std::system("command -v latexmk >/dev/null && kpsewhich pgfplots.sty >/dev/null") != 0) {
    WARN("SKIPPED: latexmk or pgfplots is not installed (Debian: latexmk texlive-latex-extra texlive-pictures lmodern)");
    return;
  }
  const auto directory = std::filesystem::temp_directory_path() / "posproof-latex-test";
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  PlotMap plots;
  Results r = sample::results_with_figure(plots);
  plots.emplace("log", sample::plot(true));
  r.figures.push_back({"log", "The same on log axes", "", "log.json", ""});
  TableRecord wide{"wide", "A wide table", "Ten columns.", {}, {}};
  for (int k = 0; k < 10; ++k) wide.columns.push_back(k % 2 ? "$|f_n| \\le 2(l+1)/n$" : "d");
  for (int k = 0; k < 80; ++k) wide.rows.push_back(std::vector<std::string>(10, k % 3 ? "0.49387566 ± 5e-9" : "pass"));
  r.tables.push_back(wide);
  write_text_file(directory / "report.tex", render_latex(r, plots));
  const PdfOutcome pdf = make_pdf(directory);
  INFO(pdf.message);
  REQUIRE(pdf.made);
  const std::string log = read_text_file(directory / "report.log");
  for (const char* complaint : {"Warning", "Overfull", "Underfull", "Missing character", "multiply"}) {
    const std::size_t at = log.find(complaint);
    INFO((at == std::string::npos ? "" : log.substr(at > 200 ? at - 200 : 0, 600)));
    CHECK(at == std::string::npos);
  }
  std::filesystem::remove_all(directory);
}
