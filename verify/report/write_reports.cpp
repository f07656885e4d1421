#include "posproof/report/write_reports.hpp"

#include <array>
#include <system_error>

#include "posproof/arith/contract.hpp"
#include "posproof/report/draw.hpp"
#include "posproof/report/process.hpp"
#include "posproof/report/render.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace {

struct Format {
  const char* name;
  const char* file;
  bool draws;  ///< needs the figures' data
};
constexpr std::array<Format, 7> formats = {{{"md", "report.md", false},
                                            {"latex", "report.tex", true},
                                            {"html", "report.html", true},
                                            {"junit", "junit.xml", false},
                                            {"sarif", "results.sarif", false},
                                            {"json", "results.json", false},
                                            {"github", "annotations.txt", false}}};

const Format& find_format(const std::string& name) {
  for (const Format& f : formats)
    if (name == f.name) return f;
  contract_broken("a report format that is not in report_formats()");
}

std::string render(const Format& f, const Results& r, const PlotMap& plots) {
  const std::string name = f.name;
  if (name == "md") return render_markdown(r);
  if (name == "latex") return render_latex(r, plots);
  if (name == "html") return render_html(r, plots);
  if (name == "junit") return render_junit(r);
  if (name == "sarif") return render_sarif(r);
  return name == "json" ? results_text(r) : render_annotations(r);
}

void make_directory(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) throw ResultsError(directory.string() + ": " + error.message());
}

/// Data and picture of every figure beside the reports. Without gnuplot the data alone; the reports that draw do not need it.
void write_figures(const Results& r, const PlotMap& plots, const std::filesystem::path& from, const std::filesystem::path& out,
                   std::vector<std::string>& names) {
  const bool gnuplot = run_program({"gnuplot", "--version"}, "").started;
  for (const FigureRecord& f : r.figures) {
    const std::filesystem::path file = out / f.data;
    make_directory(file.parent_path());
    const std::string data = read_text_file(from / f.data);
    write_text_file(file, data);
    names.push_back(f.data);
    if (!gnuplot) continue;
    std::filesystem::path picture = f.data;
    picture.replace_extension(".svg");
    write_plot(plots.at(f.id), out / picture);
    names.push_back(picture.string());
  }
}

}  // namespace

const std::vector<std::string>& report_formats() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const Format& f : formats) list.emplace_back(f.name);
    return list;
  }();
  return names;
}

std::string report_file_name(const std::string& format) { return find_format(format).file; }

std::string render_format(const std::string& format, const Results& results, const std::filesystem::path& data_directory) {
  const Format& f = find_format(format);
  return render(f, results, f.draws ? load_plots(results, data_directory) : PlotMap{});
}

std::vector<std::string> write_reports(const Results& results, const std::vector<std::string>& wanted,
                                       const std::filesystem::path& data_directory, const std::filesystem::path& out) {
  make_directory(out);
  const PlotMap plots = load_plots(results, data_directory);
  std::vector<std::string> names;
  for (const std::string& name : wanted) {
    const Format& f = find_format(name);
    write_text_file(out / f.file, render(f, results, plots));
    names.emplace_back(f.file);
  }
  write_figures(results, plots, data_directory, out, names);
  return names;
}

PdfOutcome make_pdf(const std::filesystem::path& directory) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(directory / "report.tex", error))
    return {false, (directory / "report.tex").string() + ": no such file"};
  const ProgramOutput run =
      run_program({"latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", "report.tex"}, "", directory);
  if (!run.started)
    return {false, "latexmk is not installed (Debian: apt-get install latexmk texlive-latex-extra texlive-pictures lmodern)"};
  if (run.exit_code != 0) return {false, "latexmk failed, see " + (directory / "report.log").string()};
  if (!std::filesystem::is_regular_file(directory / "report.pdf", error))
    return {false, "latexmk wrote no report.pdf in " + directory.string()};
  return {true, (directory / "report.pdf").string()};
}

}  // namespace posproof
