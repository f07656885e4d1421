#pragma once
#include <cstddef>
#include <string>

#include "posproof/report/plot.hpp"
#include "posproof/report/results.hpp"

// Renderers: pure functions from results to text. Clock, host and version are members of the results, so the same
// results give the same bytes everywhere.

namespace posproof {

struct MarkdownOptions {
  /// Size of a GitHub step summary. A longer report leaves out details, failures and findings last, and says so.
  std::size_t max_bytes = 1u << 20;
};

/// Markdown as GitHub renders it. Figures are linked as .svg files beside their data.
std::string render_markdown(const Results& results, const MarkdownOptions& options = {});

/// JUnit XML, one suite per document. PROVED and REFUTED as expected pass; a contradiction is a failure, an unexpected
/// error an error; every other UNDECIDED and EMPIRICAL, and a REFUTED that nothing was expected of, is skipped.
std::string render_junit(const Results& results);

/// SARIF 2.1.0: contradictions, unexpected errors, and claims REFUTED or UNDECIDED without an expectation.
std::string render_sarif(const Results& results);

/// GitHub workflow commands: at most ten annotations, then one that counts the rest.
std::string render_annotations(const Results& results);

/// One HTML file that needs nothing else.
std::string render_html(const Results& results, const PlotMap& plots);

/// One LaTeX document that compiles by itself.
std::string render_latex(const Results& results, const PlotMap& plots);

}  // namespace posproof
