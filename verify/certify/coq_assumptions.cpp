#include <sstream>
#include <string_view>

#include "posproof/certify/coq.hpp"

namespace posproof {

namespace templates {
extern const std::string_view permitted_assumptions_txt;
}

const std::vector<std::string>& permitted_coq_assumptions() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    std::istringstream in{std::string(templates::permitted_assumptions_txt)};
    for (std::string line; std::getline(in, line);)
      if (!line.empty() && line[0] != '#') all.push_back(line);
    return all;
  }();
  return names;
}

std::vector<std::string> coq_assumptions(const std::string& printed) {
  std::istringstream in(printed);
  std::vector<std::string> names;
  bool listing = false, known = false;
  for (std::string line; std::getline(in, line);) {
    if (line == "Axioms:" || line == "Section Variables:") {
      listing = known = true;
    } else if (line == "Closed under the global context") {
      known = true;
    } else if (listing && !line.empty() && line[0] != ' ') {
      // A name stands at the beginning of a line, its type after " :" or on the indented lines below.
      names.push_back(line.substr(0, line.find(' ')));
    }
  }
  if (!known) throw std::runtime_error("this is not the output of Print Assumptions");
  return names;
}

}  // namespace posproof
