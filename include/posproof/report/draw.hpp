#pragma once
#include <string>

#include "posproof/report/plot.hpp"

// The same plot for three readers. A series whose enclosures are wider than its line gets a band.

namespace posproof {

/// An <svg> element for the HTML report: colours come from its style sheet, so that it follows light and dark.
/// `id` names its title for screen readers.
std::string svg_element(const Plot& plot, const std::string& id);

/// A tikzpicture for LaTeX with pgfplots.
std::string pgfplots_picture(const Plot& plot);

/// A gnuplot script that writes the picture to its standard output; terminal "svg" or "png".
std::string gnuplot_script(const Plot& plot, const std::string& terminal);

/// Runs gnuplot. Throws ResultsError with the way to install it when it is missing, or with what it says.
std::string gnuplot_picture(const Plot& plot, const std::string& terminal);

/// Writes FILE.svg, FILE.png, FILE.tex (pgfplots) or FILE.json by its ending. Throws ResultsError.
void write_plot(const Plot& plot, const std::filesystem::path& file);

}  // namespace posproof
