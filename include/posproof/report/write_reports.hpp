#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "posproof/report/results.hpp"

namespace posproof {

/// "md", "latex", "html", "junit", "sarif", "json", "github".
const std::vector<std::string>& report_formats();
/// report.md, report.tex, report.html, junit.xml, results.sarif, results.json, annotations.txt.
std::string report_file_name(const std::string& format);

/// One report as text. Data of figures is read from `data_directory` for the formats that draw them.
/// Throws ResultsError when the data is missing or is not what the results refer to; `format` must be known (contract).
std::string render_format(const std::string& format, const Results& results, const std::filesystem::path& data_directory);

/// Renders every format into `out` (created when missing) and returns the names of the files written. The data of
/// figures is copied there; Markdown gets its plots as .svg when gnuplot is installed, and says so when it is not.
std::vector<std::string> write_reports(const Results& results, const std::vector<std::string>& formats,
                                       const std::filesystem::path& data_directory, const std::filesystem::path& out);

struct PdfOutcome {
  bool made = false;
  std::string message;  ///< path of report.pdf, or what went wrong and how to install latexmk
};
/// Runs latexmk on `directory`/report.tex.
PdfOutcome make_pdf(const std::filesystem::path& directory);

}  // namespace posproof
