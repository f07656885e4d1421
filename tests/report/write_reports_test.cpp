#include "posproof/report/write_reports.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "posproof/arith/sha256.hpp"
#include "posproof/report/neutral.hpp"
#include "posproof/report/plot.hpp"
#include "posproof/report/results_json.hpp"
#include "sample.hpp"
#include "support/folder.hpp"

// Oracle: programs made here that fail in known ways, and places where nothing can be written. No failure may look like
// success.

using namespace posproof;
using Catch::Contains;
using posproof::test::Folder;

namespace {

/// Programs are looked for in this folder only, while it lives.
class OnlyPath {
 public:
  explicit OnlyPath(const std::filesystem::path& folder) : old_(std::getenv("PATH")) { setenv("PATH", folder.c_str(), 1); }
  ~OnlyPath() { setenv("PATH", old_.c_str(), 1); }

 private:
  std::string old_;
};

void write_program(const Folder& folder, const std::string& name, const std::string& script) {
  std::filesystem::permissions(folder.write(name, "#!/bin/sh\n" + script + "\n"), std::filesystem::perms::owner_all);
}

/// The sample with figures whose data lies in the folder.
Results with_data(const Folder& folder) {
  PlotMap plots;
  Results r = sample::results_with_figure(plots);
  for (FigureRecord& f : r.figures) {
    const std::string data = plot_to_json(plots.at(f.id)).dump();
    folder.write(f.data, data);
    f.sha256 = sha256_hex(data);
  }
  return r;
}

}  // namespace

TEST_CASE("a missing or failing latexmk is said, with the way out") {
  const Folder folder;
  CHECK_THAT(make_pdf(folder.root()).message, Contains("report.tex: no such file"));
  folder.write("report.tex", "x");
  {
    const OnlyPath path(folder.root());
    const PdfOutcome missing = make_pdf(folder.root());
    CHECK_FALSE(missing.made);
    CHECK_THAT(missing.message, Contains("latexmk is not installed") && Contains("apt-get install latexmk"));
    write_program(folder, "latexmk", "exit 12");
    const PdfOutcome failing = make_pdf(folder.root());
    CHECK_FALSE(failing.made);
    CHECK_THAT(failing.message, Contains("latexmk failed") && Contains("report.log"));
    write_program(folder, "latexmk", "exit 0");
    const PdfOutcome lying = make_pdf(folder.root());
    CHECK_FALSE(lying.made);
    CHECK_THAT(lying.message, Contains("wrote no report.pdf"));
    write_program(folder, "latexmk", "echo x >report.pdf");
    CHECK(make_pdf(folder.root()).made);
  }
}

TEST_CASE("without gnuplot every report is written, pictures are not") {
  const Folder data, out;
  const Results r = with_data(data);
  {
    const Folder empty;
    const OnlyPath path(empty.root());
    const auto names = write_reports(r, report_formats(), data.root(), out.root());
    CHECK(names.size() == report_formats().size() + 2);
  }
  for (const std::string& f : report_formats()) CHECK(std::filesystem::exists(out / report_file_name(f)));
  CHECK(std::filesystem::exists(out / "envelope.json"));
  CHECK_FALSE(std::filesystem::exists(out / "envelope.svg"));
}

TEST_CASE("a gnuplot that fails is an error that quotes it") {
  const Folder data, out, bin;
  const Results r = with_data(data);
  write_program(bin, "gnuplot", "[ \"$1\" = --version ] || { echo 'no such terminal' >&2; exit 1; }");
  const OnlyPath path(bin.root());
  CHECK_THROWS_WITH(write_reports(r, {"md"}, data.root(), out.root()),
                    Contains("gnuplot failed") && Contains("no such terminal"));
}

TEST_CASE("places that cannot be written are errors with their name, and leave nothing half-written") {
  const Folder folder;
  const Results r = sample::results();
  folder.write("file", "x");
  CHECK_THROWS_WITH(write_reports(r, {"md"}, folder.root(), folder / "file/out"), Contains("file/out"));
  CHECK_THROWS_AS(write_reports(r, {"md"}, folder.root(), "/proc/posproof"), ResultsError);
  CHECK_THROWS_WITH(write_text_file("/proc/posproof.md", "x"), Contains("cannot be written"));
  std::filesystem::create_directories(folder / "report.md/taken");
  CHECK_THROWS_WITH(write_reports(r, {"md"}, folder.root(), folder.root()), Contains("report.md"));
  CHECK_FALSE(std::filesystem::exists(folder / "report.md.part"));
}

TEST_CASE("neutral results give the same reports wherever and whenever they were made") {
  Results here = sample::results(), there = here;
  there.run.host = "elsewhere";
  there.run.started = "2031-01-01T00:00:00Z";
  there.run.seconds = 3;
  there.run.jobs = 64;
  for (ClaimRecord& c : there.claims) c.seconds += 1;
  there.claims[1].certificate->seconds = 9;
  for (const std::string& format : report_formats()) {
    INFO(format);
    const std::string a = render_format(format, neutral(here), "."), b = render_format(format, neutral(there), ".");
    CHECK(a == b);
    for (const char* word : {"host-1", "2026-01-02", "12.5 s", "250 ms"}) CHECK(a.find(word) == std::string::npos);
    if (format == "html" || format == "json") CHECK(render_format(format, here, ".").find("host-1") != std::string::npos);
  }
  CHECK(results_text(from_json(parse_json(results_text(neutral(here))))) == results_text(neutral(here)));
}
